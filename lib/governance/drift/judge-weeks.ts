import {
  type ArrivalCurve,
  arrivedShare,
  daysUntil,
  estimatePerformance,
  learnArrival,
  type ScoredGroup,
} from '@/lib/engine/drift'
import type { LabelRow, WeekRow } from './queries'
import type { Drift, DriftWeek } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** Assumed until the institution has enough fraud labels of its own. */
const USUAL_DAYS = 30
/** A week is mature once this share of its fraud labels has arrived. */
const MATURE_SHARE = 0.9

/** Alerts and approved decisions of the nine sums of a snapshot. */
export function groupsOf(outcomes: readonly number[]): { alerts: ScoredGroup; approved: ScoredGroup } {
  const [na = 0, nr = 0, nb = 0, sa = 0, sr = 0, sb = 0, va = 0, vr = 0, vb = 0] = outcomes
  return {
    alerts: { decisions: nr + nb, scores: sr + sb, variance: vr + vb },
    approved: { decisions: na, scores: sa, variance: va },
  }
}

/** Estimated and realised performance of each week, newest first, and how fast labels arrive. */
export function judgeWeeks(
  weeks: readonly WeekRow[],
  labels: readonly LabelRow[],
  now: Date,
): Pick<Drift['performance'], 'weeks' | 'arrival'> {
  const byWeek = new Map<string, LabelRow[]>()
  for (const row of labels) byWeek.set(row.week, [...(byWeek.get(row.week) ?? []), row])
  const curve = learnArrival(
    [...byWeek].map(([week, rows]) => ({ ageDays: ageOf(week, now), frauds: fraudsByDelay(rows) })),
  )
  const learnedDays = curve && daysUntil(curve, MATURE_SHARE)
  return {
    weeks: weeks.map((week) =>
      judgeWeek(week, byWeek.get(week.week) ?? [], curve, learnedDays ?? USUAL_DAYS, now),
    ),
    arrival: {
      learned: learnedDays !== null,
      half_days: curve && daysUntil(curve, 0.5),
      mature_days: learnedDays ?? USUAL_DAYS,
    },
  }
}

function judgeWeek(
  { week, outcomes }: WeekRow,
  labels: readonly LabelRow[],
  curve: ArrivalCurve | null,
  matureDays: number,
  now: Date,
): DriftWeek {
  const { alerts, approved } = groupsOf(outcomes)
  const estimate = estimatePerformance(alerts, approved)
  const sum = (name: 'alert_frauds' | 'missed_frauds' | 'alert_genuine') =>
    labels.reduce((total, row) => total + row[name], 0)
  const [caught, missed, genuine] = [sum('alert_frauds'), sum('missed_frauds'), sum('alert_genuine')]
  const age = ageOf(week, now)
  return {
    week,
    decisions: alerts.decisions + approved.decisions,
    alerts: alerts.decisions,
    estimated_precision: estimate.precision,
    estimated_recall: estimate.recall,
    labelled_alerts: caught + genuine,
    frauds_in_alerts: caught,
    missed_frauds: missed,
    precision: caught + genuine === 0 ? null : caught / (caught + genuine),
    recall: caught + missed === 0 ? null : caught / (caught + missed),
    arrived_share: curve && arrivedShare(curve, age),
    mature: age >= matureDays,
  }
}

/** Days since the end of the week: the age of its youngest decision. Negative for the present week. */
const ageOf = (week: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(`${week}T00:00:00Z`)) / DAY_MS) - 7

function fraudsByDelay(rows: readonly LabelRow[]): number[] {
  const frauds: number[] = []
  for (const { delay_days: delay, alert_frauds, missed_frauds } of rows) {
    while (frauds.length <= delay) frauds.push(0)
    frauds[delay]! += alert_frauds + missed_frauds
  }
  return frauds
}
