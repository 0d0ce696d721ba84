import { judgePosture } from '@/lib/desk/dashboard/judge-posture'

/** A wave of alerts shows against the institution's own days, however quiet or restless they are. */
const days = (counts: number[]) => counts.map((flagged) => ({ transactions: 1_000, flagged }))
const steady = days(Array.from({ length: 30 }, (_, i) => 10 + (i % 3) - 1))
const restless = days(Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 28 : 1)))

describe('judgePosture', () => {
  it.each([
    [10, 'usual'],
    [16, 'usual'],
    [18, 'raised'],
    [21, 'high'],
    [3, 'low'],
  ])('%i alerts of 1,000 where 10 are expected: %s', (flagged, level) =>
    expect(judgePosture({ transactions: 1_000, flagged }, steady)).toMatchObject({ level, expected: 10 }),
  )

  it('takes as usual what restless days bring', () => {
    expect(judgePosture({ transactions: 1_000, flagged: 28 }, steady).level).toBe('high')
    expect(judgePosture({ transactions: 1_000, flagged: 28 }, restless).level).toBe('usual')
  })

  it('counts per transaction: twice the traffic brings twice the alerts', () => {
    expect(judgePosture({ transactions: 3_000, flagged: 30 }, steady)).toMatchObject({
      level: 'usual',
      expected: 30,
    })
  })

  it('gives bounds that agree with the level', () => {
    const { usual } = judgePosture({ transactions: 1_000, flagged: 10 }, steady)
    const at = (flagged: number) => judgePosture({ transactions: 1_000, flagged }, steady).level
    expect(at(Math.floor(usual?.high ?? 0))).toBe('usual')
    expect(at(Math.floor(usual?.high ?? 0) + 1)).toBe('raised')
    expect(at(Math.ceil(usual?.low ?? 0))).toBe('usual')
  })

  it.each([
    ['fewer than seven days', { transactions: 10, flagged: 1 }, days([1, 2, 3, 4, 5, 6])],
    ['no alert before', { transactions: 10, flagged: 1 }, days(Array.from({ length: 9 }, () => 0))],
    ['nothing now', { transactions: 0, flagged: 0 }, steady],
  ])('rates nothing with %s', (_, now, before) =>
    expect(judgePosture(now, before)).toMatchObject({ level: 'unrated', expected: null, usual: null }),
  )
})
