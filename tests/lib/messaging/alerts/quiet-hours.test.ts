import { clockOf, minuteOf, quietUntil } from '@/lib/messaging/alerts/quiet-hours'

const NIGHT = { from: minuteOf('22:00'), to: minuteOf('06:00') }
const until = (at: string, zone: string, hours = NIGHT) =>
  quietUntil(new Date(at), hours, zone)?.toISOString() ?? null

describe('quiet hours', () => {
  it.each([
    ['before they begin', '2026-01-10T21:59:59Z', null],
    ['at their beginning', '2026-01-10T22:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['after midnight', '2026-01-11T03:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['a moment before their end', '2026-01-11T05:59:59Z', '2026-01-11T06:00:00.000Z'],
    ['at their end', '2026-01-11T06:00:00Z', null],
  ])('across midnight: %s', (_, at, expected) => {
    expect(until(at, 'UTC')).toBe(expected)
  })

  it('lie within a day where they begin before they end', () => {
    const noon = { from: minuteOf('12:00'), to: minuteOf('13:30') }
    expect(until('2026-01-11T12:10:00Z', 'UTC', noon)).toBe('2026-01-11T13:30:00.000Z')
    expect(until('2026-01-11T14:00:00Z', 'UTC', noon)).toBeNull()
  })

  it('follow the clock of the institution', () => {
    expect(until('2026-01-10T18:30:00Z', 'Asia/Dhaka')).toBe('2026-01-11T00:00:00.000Z')
    expect(until('2026-01-10T22:30:00Z', 'America/New_York')).toBeNull()
  })

  it('end at the same time of the day in the night of a clock change', () => {
    expect(until('2026-03-28T23:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T04:00:00.000Z')
    expect(until('2026-10-24T22:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T05:00:00.000Z')
  })

  it('end after a time that the clock skips, and at the second of two that it repeats', () => {
    const hours = { from: minuteOf('22:00'), to: minuteOf('02:30') }
    expect(until('2026-03-28T23:00:00Z', 'Europe/Berlin', hours)).toBe('2026-03-29T01:00:00.000Z')
    expect(until('2026-10-24T22:00:00Z', 'Europe/Berlin', hours)).toBe('2026-10-25T01:30:00.000Z')
  })

  it('are written as they were read', () => {
    for (const clock of ['00:00', '06:05', '23:59']) expect(clockOf(minuteOf(clock))).toBe(clock)
  })
})
