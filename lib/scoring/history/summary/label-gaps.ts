import { DAY_MS } from '@/lib/platform/time'

/**
 * Finds stretches of days whose fraud labels are missing: so few frauds that chance cannot explain them. Used by the report
 * of a file, and to keep such days out of training.
 */

export interface DayCount {
  /** Days since 1970 (UTC). */
  day: number
  rows: number
  frauds: number
}

export interface LabelGap {
  /** First and last day (UTC), days since 1970. */
  fromDay: number
  toDay: number
  rows: number
  frauds: number
  /** Frauds that the least of the expectations below names. */
  expected: number
  /** Chance of so few frauds under it. */
  probability: number
}

/** The chance of a false alarm in a file, over all stretches that are compared (Bonferroni). */
export const LEVEL = 0.001
/** More frauds than this share of the expectation are a change of the fraud rate, not missing labels. */
const MOST_SHARE = 0.1
/** Frauds that a typical bucket of days holds, when the typical rate is taken from buckets. */
const BUCKET_FRAUDS = 10

/**
 * Stretches in time order. A stretch is compared with the rest of the file by the least of its expectations, per row and per
 * day: the rate of the rest, the median rate of buckets with frauds, and the rate of the buckets before and after the stretch.
 * So neither falling volume, nor a rate that grows, nor a wave of fraud elsewhere makes ordinary days look empty.
 * @param counts one entry per day that has rows, in any order
 */
export function findLabelGaps(counts: readonly DayCount[]): LabelGap[] {
  let rest = [...counts].sort((a, b) => a.day - b.day)
  const level = LEVEL / ((rest.length * (rest.length + 1)) / 2)
  const typical = typicalRates(rest)
  const gaps: LabelGap[] = []
  for (;;) {
    const gap = emptiestStretch(rest, typical, level)
    if (gap === null) break
    gaps.push(gap)
    rest = rest.filter(({ day }) => day < gap.fromDay || day > gap.toDay)
  }
  return gaps.sort((a, b) => a.fromDay - b.fromDay)
}

export function isInGap(atMs: number, gaps: readonly LabelGap[]): boolean {
  if (gaps.length === 0) return false
  const day = Math.floor(atMs / DAY_MS)
  return gaps.some(({ fromDay, toDay }) => day >= fromDay && day <= toDay)
}

interface Rates {
  perRow: number
  perDay: number
}

interface Typical extends Rates {
  /** Days of a bucket: as long as ten frauds take on average. */
  bucketDays: number
}

/** The stretch of least probability, or null where none is impossible. */
function emptiestStretch(days: readonly DayCount[], typical: Typical, level: number): LabelGap | null {
  const rows = runningTotals(days.map((day) => day.rows))
  const frauds = runningTotals(days.map((day) => day.frauds))
  const [allRows, allFrauds] = [rows[days.length]!, frauds[days.length]!]
  /** What the buckets before and after the stretch name, per row and per day. */
  const expectedBeside = (from: number, to: number): number[] => {
    const before = [Math.max(0, from - typical.bucketDays), from] as const
    const after = [to, Math.min(days.length, to + typical.bucketDays)] as const
    return [before, after]
      .filter(([start, end]) => start < end)
      .flatMap(([start, end]) => {
        const beside = frauds[end]! - frauds[start]!
        const perRow = beside / (rows[end]! - rows[start]!)
        return [(rows[to]! - rows[from]!) * perRow, ((to - from) * beside) / (end - start)]
      })
  }
  let best: { from: number; to: number; expected: number; distance: number } | null = null
  for (let from = 0; from < days.length; from++) {
    for (let to = from + 1; to <= days.length; to++) {
      const n = rows[to]! - rows[from]!
      const k = frauds[to]! - frauds[from]!
      const length = to - from
      const restDays = days.length - length
      if (restDays === 0 || allRows === n) continue
      const perRow = Math.min((allFrauds - k) / (allRows - n), typical.perRow)
      const perDay = Math.min((allFrauds - k) / restDays, typical.perDay)
      const expected = Math.min(n * perRow, length * perDay)
      if (!isImpossible(k, expected, level)) continue
      if (!isImpossible(k, Math.min(...expectedBeside(from, to)), level)) continue
      const distance = poissonDistance(k, expected)
      if (best === null || distance > best.distance) best = { from, to, expected, distance }
    }
  }
  if (best === null) return null
  const [n, k] = [rows[best.to]! - rows[best.from]!, frauds[best.to]! - frauds[best.from]!]
  const probability = Math.exp(logBinomialTail(k, n, best.expected / n))
  if (probability > level) return null
  return {
    fromDay: days[best.from]!.day,
    toDay: days[best.to - 1]!.day,
    rows: n,
    frauds: k,
    expected: best.expected,
    probability,
  }
}

const isImpossible = (k: number, expected: number, level: number): boolean =>
  k <= MOST_SHARE * expected && poissonDistance(k, expected) >= -Math.log(level)

/** How far k lies below its expectation: minus the logarithm of the Chernoff bound of the Poisson tail. */
const poissonDistance = (k: number, expected: number): number =>
  expected - k + (k === 0 ? 0 : k * Math.log(k / expected))

/** Medians over buckets of days that have frauds. */
function typicalRates(days: readonly DayCount[]): Typical {
  const total = days.reduce((sum, { frauds }) => sum + frauds, 0)
  const length = Math.max(1, Math.ceil((BUCKET_FRAUDS * days.length) / Math.max(total, 1)))
  const perRow: number[] = []
  const perDay: number[] = []
  for (let from = 0; from < days.length; from += length) {
    const bucket = days.slice(from, from + length)
    const rows = bucket.reduce((sum, day) => sum + day.rows, 0)
    const frauds = bucket.reduce((sum, day) => sum + day.frauds, 0)
    if (frauds === 0) continue
    perRow.push(frauds / rows)
    perDay.push(frauds / bucket.length)
  }
  return { perRow: median(perRow), perDay: median(perDay), bucketDays: length }
}

function median(values: number[]): number {
  if (values.length === 0) return 0
  values.sort((a, b) => a - b)
  return values[Math.floor((values.length - 1) / 2)]!
}

function runningTotals(values: readonly number[]): number[] {
  const totals = [0]
  for (const value of values) totals.push(totals[totals.length - 1]! + value)
  return totals
}

/** Logarithm of P(X <= k), X binomial with n trials of probability p. Summed from the largest term, k, down. */
export function logBinomialTail(k: number, n: number, p: number): number {
  const odds = (1 - p) / p
  let factor = 1
  let sum = 1
  for (let i = k; i > 0 && factor > 1e-17 * sum; i--) {
    factor *= (i / (n - i + 1)) * odds
    sum += factor
  }
  const logTerm = logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p)
  return Math.min(0, logTerm + Math.log(sum))
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Stirling's series; the error is below 1e-8 from 10 on. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1
    for (let i = 2; i <= n; i++) product *= i
    return Math.log(product)
  }
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
