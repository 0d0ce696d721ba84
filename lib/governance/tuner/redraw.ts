/** Random numbers with a seed, so that the same curve always gets the same interval. */

/** Uniform numbers in [0, 1): mulberry32, a generator with 32 bits of state. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A standard normal number (Box and Muller, 1958). */
export const normal = (uniform: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())

/** From this mean on a Poisson number is drawn from the normal distribution of the same mean and variance. */
const NORMAL_FROM = 32

/** A Poisson number of the mean: by multiplication (Knuth, The Art of Computer Programming, 3.4.1), or nearly normal. */
export function poisson(mean: number, uniform: () => number): number {
  if (mean <= 0) return 0
  if (mean >= NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(uniform)))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = uniform(); product > limit; product *= uniform()) count++
  return count
}
