import {
  defaultEarliestMs,
  earliestTimeProblem,
  eventTimeProblem,
  expiryProblem,
  MAX_AHEAD_MS,
} from '@/lib/contract/time-bounds'

const NOW = Date.UTC(2026, 10, 30, 12)
const EARLIEST = Date.UTC(2016, 10, 30)

it('accepts events from the earliest time to five minutes ahead of the clock', () => {
  for (const at of [EARLIEST, NOW, NOW + MAX_AHEAD_MS]) expect(eventTimeProblem(at, EARLIEST, NOW)).toBeNull()
  expect(eventTimeProblem(EARLIEST - 1, EARLIEST, NOW)).toBe('must not be before 2016-11-30T00:00:00.000Z')
  const ahead = "must not be more than 5 minutes ahead of the server's clock"
  for (const at of [NOW + MAX_AHEAD_MS + 1, NaN, Infinity])
    expect(eventTimeProblem(at, EARLIEST, NOW)).toBe(ahead)
})

it('puts the earliest time ten years before the creation of the tenant', () => {
  expect(defaultEarliestMs(NOW)).toBe(Date.UTC(2016, 10, 30, 12))
})

it('accepts end dates in the future within 100 years', () => {
  const now = new Date(NOW)
  expect(expiryProblem(new Date(NOW + 1), now)).toBeNull()
  expect(expiryProblem(new Date('2126-11-30T12:00:00Z'), now)).toBeNull()
  expect(expiryProblem(now, now)).toBe('must lie in the future')
  expect(expiryProblem(new Date(NaN), now)).toBe('must lie in the future')
  for (const text of ['2126-11-30T12:00:00.001Z', '9999-12-31T23:59:59Z'])
    expect(expiryProblem(new Date(text), now)).toBe('must lie within 100 years')
})

it('accepts an earliest time from 1900 to now', () => {
  const now = new Date(NOW)
  expect(earliestTimeProblem(new Date('1900-01-01T00:00:00Z'), now)).toBeNull()
  expect(earliestTimeProblem(new Date('1899-12-31T23:59:59Z'), now)).toBe('must not be before 1900')
  expect(earliestTimeProblem(new Date(NOW + 1), now)).toBe('must not lie in the future')
})
