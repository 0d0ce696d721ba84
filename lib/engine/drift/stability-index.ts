import { chiSquareQuantile } from './chi-square'

/** A bin with fewer than 1 of 10,000 rows counts as 1 of 10,000, so that an empty bin gives a large but finite term. */
export const SHARE_FLOOR = 1e-4

/** The usual limits of practice (Siddiqi, Credit Risk Scorecards, 2006). */
export const PSI_WARNING = 0.1
export const PSI_ALERT = 0.25

export const DRIFT_STATUSES = ['stable', 'warning', 'alert'] as const
export type DriftStatus = (typeof DRIFT_STATUSES)[number]

export type Counts = ArrayLike<number>

/**
 * Population stability index: sum over bins of (r - b) ln(r / b), where b and r are the shares of baseline and recent rows, each
 * at least SHARE_FLOOR. Symmetric, 0 for equal shares; it is the Jeffreys divergence of the two histograms.
 * @param baseline counts or weights, [bins]
 * @param recent the same bins
 * @returns null where a side has no rows
 */
export function stabilityIndex(baseline: Counts, recent: Counts): number | null {
  const [base, now] = [sumOf(baseline), sumOf(recent)]
  if (!(base > 0) || !(now > 0)) return null
  let index = 0
  for (let bin = 0; bin < baseline.length; bin++)
    index += indexTerm(baseline[bin]! / base, recent[bin]! / now)
  return index
}

/** What one bin adds to the index. Never negative. */
export function indexTerm(baselineShare: number, recentShare: number): number {
  const b = Math.max(baselineShare, SHARE_FLOOR)
  const r = Math.max(recentShare, SHARE_FLOOR)
  return (r - b) * Math.log(r / b)
}

/**
 * The index that samples of this size exceed by chance in 1 of 100 cases: without drift it is distributed as
 * (1 / n + 1 / m) times a chi-square with one degree of freedom less than bins (Yurdakul and Naranjo, Statistical properties of the
 * population stability index, Journal of Risk Model Validation 14, 2020).
 */
export function indexNoise(baseline: Counts, recent: Counts): number | null {
  const [base, now] = [sumOf(baseline), sumOf(recent)]
  if (!(base > 0) || !(now > 0)) return null
  let used = 0
  for (let bin = 0; bin < baseline.length; bin++) if (baseline[bin]! > 0 || recent[bin]! > 0) used += 1
  return used < 2 ? 0 : (1 / base + 1 / now) * chiSquareQuantile(0.99, used - 1)
}

/** An index within the noise of its sample sizes is stable, however large it is. */
export function statusOf(index: number | null, noise: number | null): DriftStatus {
  if (index === null || index <= (noise ?? 0) || index < PSI_WARNING) return 'stable'
  return index < PSI_ALERT ? 'warning' : 'alert'
}

export function sumOf(counts: Counts): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]!
  return sum
}
