import { leadingType, ratePosture } from '@/lib/desk/dashboard/rate-posture'
import type { DayCount } from '@/lib/desk/dashboard/schema'

/** A wave of alerts stands out against the institution's own days, whether they vary little or much. */
const rate = (now: DayCount, before: DayCount[]) => ratePosture(now, before, [])
const days = (counts: number[]) => counts.map((flagged) => ({ transactions: 1_000, flagged }))
const steady = days(Array.from({ length: 30 }, (_, i) => 10 + (i % 3) - 1))
const restless = days(Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 28 : 1)))

describe('ratePosture', () => {
  it.each([
    [10, 'usual'],
    [16, 'usual'],
    [18, 'raised'],
    [21, 'high'],
    [3, 'low'],
  ])('%i alerts of 1,000 where 10 are expected: %s', (flagged, level) =>
    expect(rate({ transactions: 1_000, flagged }, steady)).toMatchObject({ level, flagged_expected: 10 }),
  )

  it('rates a count as usual where the previous days vary as much', () => {
    expect(rate({ transactions: 1_000, flagged: 28 }, steady).level).toBe('high')
    expect(rate({ transactions: 1_000, flagged: 28 }, restless).level).toBe('usual')
  })

  it('expects alerts in proportion to transactions', () => {
    expect(rate({ transactions: 3_000, flagged: 30 }, steady)).toMatchObject({
      level: 'usual',
      flagged_expected: 30,
    })
  })

  it('returns bounds that agree with the level', () => {
    const { usual_from, usual_to } = rate({ transactions: 1_000, flagged: 10 }, steady)
    const at = (flagged: number) => rate({ transactions: 1_000, flagged }, steady).level
    expect(at(Math.floor(usual_to ?? 0))).toBe('usual')
    expect(at(Math.floor(usual_to ?? 0) + 1)).toBe('raised')
    expect(at(Math.ceil(usual_from ?? 0))).toBe('usual')
  })

  it.each([
    ['fewer than seven days', { transactions: 10, flagged: 1 }, days([1, 2, 3, 4, 5, 6])],
    ['no alert before', { transactions: 10, flagged: 1 }, days(Array.from({ length: 9 }, () => 0))],
    ['nothing now', { transactions: 0, flagged: 0 }, steady],
  ])('is unrated with %s', (_, now, before) =>
    expect(rate(now, before)).toMatchObject({
      level: 'unrated',
      flagged_expected: null,
      usual_from: null,
      usual_to: null,
    }),
  )
})

describe('leadingType', () => {
  const row = (type: string, flagged: number, expected_loss: number) => ({
    type,
    high: 0,
    medium: 0,
    low: 9,
    flagged,
    expected_loss,
  })
  it('is the type with the highest expected loss of flagged transactions', () =>
    expect(leadingType([row('A', 9, 1), row('B', 1, 500), row('C', 0, 0)])).toBe('B'))
  it('is null without flagged transactions', () => expect(leadingType([row('A', 0, 0)])).toBeNull())
})
