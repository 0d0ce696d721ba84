import { recentMedianMs, recordLatency } from '@/lib/platform/recent-latency'

const MINUTE = 60_000

it('is the median of the last five minutes, and null without a score in them', () => {
  const start = 100 * MINUTE
  expect(recentMedianMs(start)).toBeNull()
  for (const ms of [30, 10, 20]) recordLatency(ms, start)
  expect(recentMedianMs(start)).toBe(20)
  recordLatency(40, start + 4 * MINUTE)
  expect(recentMedianMs(start + 4 * MINUTE)).toBe(25)
  expect(recentMedianMs(start + 6 * MINUTE)).toBe(40)
  expect(recentMedianMs(start + 10 * MINUTE)).toBeNull()
})

it('keeps only the newest values', () => {
  const later = 200 * MINUTE
  for (let i = 0; i < 1_024; i++) recordLatency(1, later)
  for (let i = 0; i < 1_024; i++) recordLatency(9, later)
  expect(recentMedianMs(later)).toBe(9)
})
