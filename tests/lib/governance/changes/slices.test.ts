import { cutPeriod, type HourRows } from '@/lib/governance/changes/impact/slices'
import { HOUR_MS } from '@/lib/platform/time'

const FROM = Date.UTC(2026, 0, 1)
const PERIOD = { from: new Date(FROM), to: new Date(FROM + 10.5 * HOUR_MS) }
const hourAt = (hour: number, read: number): HourRows => {
  return { hour: new Date(FROM + hour * HOUR_MS), payments: read, read }
}
const hoursOf = (hours: HourRows[], most: number) =>
  cutPeriod(PERIOD, hours, most).map(({ from, to, startsHour }) => [
    (from.getTime() - FROM) / HOUR_MS,
    (to.getTime() - FROM) / HOUR_MS,
    startsHour,
  ])

test('a period with few rows is one slice', () => {
  expect(hoursOf([hourAt(3, 40), hourAt(7, 50)], 100)).toEqual([[0, 10.5, true]])
  expect(hoursOf([], 100)).toEqual([[0, 10.5, true]])
})

test('cuts at full hours, newest first, and no slice reads more than it may', () => {
  const hours = [hourAt(0, 90), hourAt(2, 60), hourAt(3, 40), hourAt(9, 50), hourAt(10, 50)]
  expect(hoursOf(hours, 100)).toEqual([
    [9, 10.5, true],
    [2, 9, true],
    [0, 2, true],
  ])
})

test('cuts an hour with many rows into equal parts; only the last one begins the hour', () => {
  expect(hoursOf([hourAt(1, 10), hourAt(4, 400), hourAt(6, 10)], 100)).toEqual([
    [6, 10.5, true],
    [4.75, 6, false],
    [4.5, 4.75, false],
    [4.25, 4.5, false],
    [4, 4.25, true],
    [0, 4, true],
  ])
})

test('the slices are the period without gap or overlap, whatever the hours hold', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const hours = Array.from({ length: 11 }, (_, hour) => hourAt(hour, (seed * (hour + 3) * 7_919) % 350))
    const slices = cutPeriod(PERIOD, hours, 100)
    expect(slices[0]?.to).toEqual(PERIOD.to)
    expect(slices.at(-1)?.from).toEqual(PERIOD.from)
    slices.slice(1).forEach((slice, i) => expect(slice.to).toEqual(slices[i]?.from))
  }
})
