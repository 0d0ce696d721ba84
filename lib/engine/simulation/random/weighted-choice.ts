import type { Random } from './random'

/** Draws indexes in proportion to fixed weights, by binary search in their running sum. */
export class WeightedChoice {
  readonly #upTo: Float64Array

  /** @throws RangeError unless the weights are non-negative and one is positive */
  constructor(weights: readonly number[]) {
    let sum = 0
    this.#upTo = Float64Array.from(weights, (weight) => {
      if (!(weight >= 0)) throw new RangeError(`A weight must not be negative: ${weight}`)
      return (sum += weight)
    })
    if (!(sum > 0)) throw new RangeError('One weight must be positive')
  }

  draw(random: Random): number {
    const upTo = this.#upTo
    const target = random.next() * upTo[upTo.length - 1]!
    let low = 0
    let high = upTo.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (upTo[middle]! > target) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Draws one of the record's keys in proportion to its value. */
export function weightedKeys<K extends string>(weights: Record<K, number>): (random: Random) => K {
  const keys = Object.keys(weights) as K[]
  const choice = new WeightedChoice(keys.map((key) => weights[key]))
  return (random) => keys[choice.draw(random)]!
}
