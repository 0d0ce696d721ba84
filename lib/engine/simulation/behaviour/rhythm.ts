/** When people pay: hours of the local day, and days of the week. */

import { WeightedChoice } from '../random/weighted-choice'

/** Weights of the local hours 0..23. */
const HOURS: readonly (readonly number[])[] = [
  // The many: a morning, a noon, an evening.
  [2, 1, 1, 1, 1, 4, 10, 22, 34, 40, 46, 54, 62, 56, 48, 46, 52, 64, 70, 62, 48, 32, 18, 7],
  // Late risers and young people.
  [9, 5, 3, 2, 1, 1, 3, 8, 16, 26, 34, 42, 50, 48, 44, 44, 50, 58, 66, 72, 70, 60, 42, 22],
  // Night shifts.
  [34, 32, 30, 26, 22, 24, 34, 40, 28, 14, 8, 6, 8, 12, 18, 26, 34, 40, 40, 36, 34, 34, 36, 36],
]
const HOUR_CHOICES = HOURS.map((weights) => new WeightedChoice(weights))
const WHO_HAS_WHICH = new WeightedChoice([74, 20, 6])

export const drawRhythm = (random: Parameters<WeightedChoice['draw']>[0]): WeightedChoice =>
  HOUR_CHOICES[WHO_HAS_WHICH.draw(random)]!

/** Sunday first: Friday and Saturday are busy, Sunday is quiet. */
export const WEEKDAY_FACTOR: readonly number[] = [0.72, 0.96, 0.95, 0.98, 1.03, 1.22, 1.14]
