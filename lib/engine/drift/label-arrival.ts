/** Frauds of one week of decisions whose label arrived this many days after the decision. */
export interface ArrivedLabels {
  /** Days since the end of that week: only delays up to here are complete. */
  ageDays: number
  /** frauds[d] arrived after d whole days. */
  frauds: readonly number[]
}

/** F[d]: the share of fraud labels that have arrived after d days, of those that arrive within the longest age seen. */
export type ArrivalCurve = readonly number[]

/** With fewer frauds the curve is not learnt. */
const FEWEST_FRAUDS = 100

/**
 * Learns how fast fraud labels arrive from labels that arrived, the young weeks included. A delay is seen only if it is shorter than
 * the age of its week (right truncation), so the curve is built from its end: F(d - 1) = F(d) (1 - n(d) / N(d)), where n(d)
 * frauds took d days and N(d) at most d days, both in weeks of that age or older (Lynden-Bell, 1971; the chain ladder of insurers).
 * @returns null with fewer than 100 frauds
 */
export function learnArrival(weeks: readonly ArrivedLabels[]): ArrivalCurve | null {
  const total = weeks.reduce((sum, { frauds }) => sum + frauds.reduce((more, count) => more + count, 0), 0)
  const longest = Math.max(0, ...weeks.map(({ ageDays }) => ageDays))
  if (total < FEWEST_FRAUDS || longest < 1) return null
  const curve = new Array<number>(longest + 1).fill(1)
  for (let day = longest; day > 0; day--) {
    let exactly = 0
    let within = 0
    for (const { ageDays, frauds } of weeks) {
      if (ageDays < day) continue
      exactly += frauds[day] ?? 0
      for (let delay = 0; delay <= day; delay++) within += frauds[delay] ?? 0
    }
    curve[day - 1] = curve[day]! * (within === 0 ? 1 : 1 - exactly / within)
  }
  return curve
}

/** The first day by which this share of the labels has arrived; null if the curve does not reach it. */
export function daysUntil(curve: ArrivalCurve, share: number): number | null {
  const day = curve.findIndex((arrived) => arrived >= share)
  return day < 0 ? null : day
}

export const arrivedShare = (curve: ArrivalCurve, ageDays: number): number =>
  ageDays < 0 ? 0 : (curve[Math.min(Math.floor(ageDays), curve.length - 1)] ?? 0)
