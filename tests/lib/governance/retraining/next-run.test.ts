import { nextRun } from '@/lib/governance/retraining/next-run'

const next = (cadence: 'weekly' | 'monthly', hour: number, zone: string, after: string) =>
  nextRun({ cadence, hour }, zone, new Date(after))?.toISOString()

describe('the next start of a schedule', () => {
  it('is none while the schedule is off', () => {
    expect(nextRun({ cadence: 'off', hour: 3 }, 'UTC', new Date())).toBeNull()
  })

  it('is on Monday, or on the first day of the month, at the hour of the zone', () => {
    expect(next('weekly', 3, 'UTC', '2026-12-01T07:00:00Z')).toBe('2026-12-07T03:00:00.000Z')
    expect(next('weekly', 3, 'Asia/Jakarta', '2026-12-01T07:00:00Z')).toBe('2026-12-06T20:00:00.000Z')
    expect(next('monthly', 22, 'America/New_York', '2026-12-01T07:00:00Z')).toBe('2026-12-02T03:00:00.000Z')
  })

  it('is after the instant, never at it', () => {
    expect(next('weekly', 3, 'UTC', '2026-12-07T03:00:00Z')).toBe('2026-12-14T03:00:00.000Z')
    expect(next('weekly', 3, 'UTC', '2026-12-07T02:59:59.999Z')).toBe('2026-12-07T03:00:00.000Z')
  })

  it('keeps the hour of the clock over a clock change', () => {
    // Berlin: UTC+1 until 29 March 2026, then UTC+2, and UTC+1 again from 25 October on.
    expect(next('weekly', 3, 'Europe/Berlin', '2026-03-20T00:00:00Z')).toBe('2026-03-23T02:00:00.000Z')
    expect(next('weekly', 3, 'Europe/Berlin', '2026-03-24T00:00:00Z')).toBe('2026-03-30T01:00:00.000Z')
    expect(next('weekly', 3, 'Europe/Berlin', '2026-10-20T00:00:00Z')).toBe('2026-10-26T02:00:00.000Z')
  })

  it('is the next hour that exists where the clock skips the hour', () => {
    // Asunción: 1 October 2023 begins at 01:00.
    expect(next('monthly', 0, 'America/Asuncion', '2023-09-20T00:00:00Z')).toBe('2023-10-01T04:00:00.000Z')
    // Apia skipped Friday 30 December 2011 as a whole; the first of January exists.
    expect(next('monthly', 5, 'Pacific/Apia', '2011-12-29T00:00:00Z')).toBe('2011-12-31T15:00:00.000Z')
  })

  it('is the first of the two where the clock repeats the hour', () => {
    // New York repeats 01:00 on Sunday 1 November 2026.
    expect(next('monthly', 1, 'America/New_York', '2026-10-20T00:00:00Z')).toBe('2026-11-01T05:00:00.000Z')
  })
})
