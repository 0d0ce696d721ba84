/** The first days of a watch are its first reference. */
export const LEARNING_DAYS = 28

/** What is usual on a day: the days from `from` to `to`, without `to`. */
export interface Reference {
  from: number
  to: number
}

/** A reference is at most twelve weeks long, and ends two weeks before the day, so that a change does not become usual while it is judged. */
const LONGEST = 84
const GAP = 14

/** The reference of a day, which lies before it; null while the watch learns. */
export function referenceOf(day: number): Reference | null {
  if (day < LEARNING_DAYS) return null
  const to = Math.max(LEARNING_DAYS, day - GAP)
  return { from: Math.max(0, to - LONGEST), to }
}

/**
 * Each value in standard deviations from the mean of its reference; null for the days of the first reference.
 * @param smallestDeviation deviations of a reference below this one count as this one
 */
export function standardise(values: readonly number[], smallestDeviation: number): (number | null)[] {
  return values.map((value, day) => {
    const reference = referenceOf(day)
    if (reference === null) return null
    const { mean, deviation } = momentsOf(values, reference)
    return (value - mean) / Math.max(deviation, smallestDeviation)
  })
}

function momentsOf(values: readonly number[], { from, to }: Reference): { mean: number; deviation: number } {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  const mean = sum / (to - from)
  let squares = 0
  for (let i = from; i < to; i++) squares += (values[i]! - mean) ** 2
  // Signals that never move, such as no alerts at all, must not make the first move infinite.
  return { mean, deviation: Math.sqrt(squares / (to - from - 1)) || Math.abs(mean) || 1 }
}
