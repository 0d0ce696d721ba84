/** Guarantee: days whose labels are missing are found; falling volume, drift and waves of fraud are no missing labels. */

import { type DayCount, findLabelGaps, logBinomialTail } from '@/lib/scoring/history/summary/label-gaps'

const days = (count: number, of: (day: number) => [rows: number, frauds: number]): DayCount[] =>
  Array.from({ length: count }, (_, day) => ({ day, rows: of(day)[0], frauds: of(day)[1] }))
const spans = (counts: DayCount[]) => findLabelGaps(counts).map(({ fromDay, toDay }) => [fromDay, toDay])

/** Poisson draws by a fixed seed (mulberry32). */
function draws(seed: number): (mean: number) => number {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return (mean) => {
    let k = 0
    for (let p = random(); p > Math.exp(-mean); p *= random()) k += 1
    return k
  }
}

it('finds months whose label column is empty, wherever they lie', () => {
  const draw = draws(1)
  const withGap = (from: number, to: number) =>
    days(210, (day) => [1000, day >= from && day <= to ? 0 : draw(5)])
  expect(spans(withGap(60, 165))).toEqual([[60, 165]])
  expect(spans(withGap(0, 20))).toEqual([[0, 20]])
  expect(spans(withGap(190, 209))).toEqual([[190, 209]])
})

it('finds two stretches, and one where a few labels trickle in', () => {
  const draw = draws(2)
  const gap = (day: number) => (day >= 30 && day < 50) || (day >= 100 && day < 130)
  const found = findLabelGaps(days(200, (day) => [2000, gap(day) ? Number(day % 10 === 0) : draw(8)]))
  expect(found.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([
    [30, 49],
    [100, 129],
  ])
  expect(found[0]!.frauds).toBe(2)
  expect(found[0]!.expected).toBeGreaterThan(100)
})

it.each([
  ['an even history', 3, () => [1000, 5]],
  ['few frauds', 4, () => [50, 0.05]],
  [
    'volume that falls to a hundredth while frauds go on',
    5,
    (day: number) => [day < 15 ? 100_000 : 1000, 43],
  ],
  ['a fraud rate that grows tenfold', 6, (day: number) => [1000, 1 + day / 10]],
  ['a wave that holds nine in ten frauds', 7, (day: number) => [1000, day >= 60 && day < 70 ? 100 : 0.5]],
  ['quiet weekends', 8, (day: number) => [day % 7 > 4 ? 50 : 1000, day % 7 > 4 ? 0.2 : 4]],
] as [string, number, (day: number) => [number, number]][])('finds none in %s', (_case, seed, of) => {
  for (let run = 0; run < 8; run++) {
    const draw = draws(100 * seed + run)
    expect(spans(days(180, (day) => [of(day)[0], draw(of(day)[1])]))).toEqual([])
  }
})

it('finds none in a file without frauds, or of one day', () => {
  expect(spans(days(100, () => [1000, 0]))).toEqual([])
  expect(spans(days(1, () => [1000, 3]))).toEqual([])
})

it('computes the binomial tail', () => {
  const exact = (k: number, n: number, p: number) => {
    let [term, sum] = [(1 - p) ** n, (1 - p) ** n]
    for (let i = 1; i <= k; i++) {
      term *= ((n - i + 1) / i) * (p / (1 - p))
      sum += term
    }
    return sum
  }
  for (const [k, n, p] of [
    [0, 100, 0.05],
    [3, 100, 0.05],
    [9, 500, 0.04],
    [0, 3, 0.5],
    [12, 40, 0.6],
  ] as const) {
    expect(logBinomialTail(k, n, p)).toBeCloseTo(Math.log(exact(k, n, p)), 8)
  }
})
