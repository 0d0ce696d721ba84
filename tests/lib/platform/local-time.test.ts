/** Guarantee: a local time becomes the instants that have it on their clock. */

import fc from 'fast-check'
import { isTimeZone, localTimeReader } from '@/lib/platform/local-time'

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
]

/** The clock of a zone at an instant, as if it were UTC. */
function clockOf(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return (ms) => Date.parse(`${format.format(ms).replace(' ', 'T')}Z`)
}

it.each(ZONES)('finds every instant of a local time in %s', (timeZone) => {
  const read = localTimeReader(timeZone)
  const clock = clockOf(timeZone)
  const from = Date.UTC(2015, 0, 1) / 1000
  const to = Date.UTC(2026, 0, 1) / 1000
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (second) => {
      const instants = read(clock(second * 1000))
      expect(instants).toContain(second * 1000)
      expect(instants.map(clock)).toEqual(instants.map(() => clock(second * 1000)))
    }),
    { numRuns: 300 },
  )
})

it('finds none in an hour that is skipped, and two in one that is repeated', () => {
  const read = localTimeReader('Europe/Berlin')
  expect(read(Date.UTC(2026, 2, 29, 2, 30))).toEqual([])
  expect(read(Date.UTC(2025, 9, 26, 2, 30))).toEqual([
    Date.UTC(2025, 9, 26, 0, 30),
    Date.UTC(2025, 9, 26, 1, 30),
  ])
  expect(localTimeReader('America/New_York')(Date.UTC(2025, 2, 9, 2, 30))).toEqual([])
})

it('knows the names of the IANA database', () => {
  expect(['Africa/Nairobi', 'UTC', 'Berlin', ''].map(isTimeZone)).toEqual([true, true, false, false])
})
