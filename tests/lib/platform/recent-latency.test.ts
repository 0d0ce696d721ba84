import { recentMedianMs, recordLatency } from '@/lib/platform/recent-latency'

const MINUTE = 60_000
const TENANT = 'tenant-1'

it('is the median of the last five minutes, and null without a score in them', () => {
  const start = 100 * MINUTE
  expect(recentMedianMs(TENANT, start)).toBeNull()
  for (const ms of [30, 10, 20]) recordLatency(TENANT, ms, start)
  expect(recentMedianMs(TENANT, start)).toBe(20)
  recordLatency(TENANT, 40, start + 4 * MINUTE)
  expect(recentMedianMs(TENANT, start + 4 * MINUTE)).toBe(25)
  expect(recentMedianMs(TENANT, start + 6 * MINUTE)).toBe(40)
  expect(recentMedianMs(TENANT, start + 10 * MINUTE)).toBeNull()
})

it('keeps only the newest values', () => {
  const later = 200 * MINUTE
  for (let i = 0; i < 256; i++) recordLatency(TENANT, 1, later)
  for (let i = 0; i < 256; i++) recordLatency(TENANT, 9, later)
  expect(recentMedianMs(TENANT, later)).toBe(9)
})

it("shows nothing of another tenant's scores", () => {
  const now = 300 * MINUTE
  recordLatency('busy', 500, now)
  expect(recentMedianMs('quiet', now)).toBeNull()
  recordLatency('quiet', 5, now)
  expect([recentMedianMs('quiet', now), recentMedianMs('busy', now)]).toEqual([5, 500])
})
