/** A plausible evaluation made of a few curves, instead of a large file. */
const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 5)
export const TEST_ROWS = 280_000
export const TEST_FRAUDS = 1_100
export const TEST_DAYS = 28

export const at = (day: number): string => new Date(START + day * DAY_MS).toISOString()
export const around = (value: number, half: number) => ({ value, low: value - half, high: value + half })
export const steps = (count: number) => Array.from({ length: count }, (_, i) => i / (count - 1))

export const savingsAt = (threshold: number) => {
  const caught = Math.round(TEST_FRAUDS * (1 - threshold ** 0.45))
  const reviews = caught + Math.round(TEST_ROWS * 0.02 * (0.002 / (threshold + 0.002)))
  return { threshold, reviews, caught, netSavings: caught * 310 - reviews * 5 }
}
export const thresholds = Array.from({ length: 1_000 }, (_, i) => 10 ** (-5 + (i * 5) / 1_000))
