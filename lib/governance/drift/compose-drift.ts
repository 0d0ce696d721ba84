import {
  type DriftStatus,
  estimatePerformance,
  EVIDENCE_THRESHOLD,
  FALSE_ALARM_SHARE,
  LEARNING_DAYS,
  type Layout,
  PSI_ALERT,
  PSI_WARNING,
  SHARE_FLOOR,
  type Tally,
} from '@/lib/engine/drift'
import { compareFeatures, describeBins, distributeScores } from './compare-columns'
import { alarmPowerOf } from './alarm-power'
import { groupsOf, judgeWeeks } from './judge-weeks'
import type { FiguresRow, LabelRow, NewCategoryRow, WeekRow } from './queries'
import type { Drift, DriftAlarm, DriftFeature, DriftQuery, WatchState } from './schema'

/** What was read of a model, for one response. */
export interface MeasuredDays {
  model: { id: string; name: string; version: string; stage: string; featureNames: readonly string[] }
  measuredThrough: Date | null
  baselineRows: number
  layout: Layout | null
  weights: readonly number[]
  hasReport: boolean
  /** The bins of the window. */
  recent: Tally | null
  window: readonly FiguresRow[]
  history: readonly FiguresRow[]
  hours: readonly FiguresRow[]
  categories: readonly NewCategoryRow[]
  watch: WatchState
  alarms: DriftAlarm[]
  weeks: readonly WeekRow[]
  labels: readonly LabelRow[]
  /** Alerts per working day. */
  capacity: number
}

export function composeDrift(measured: MeasuredDays, query: DriftQuery, now: Date): Drift {
  const { model, layout, weights, recent, window } = measured
  const totals = window.reduce(
    (sums, { outcomes }) => sums.map((sum, i) => sum + (outcomes[i] ?? 0)),
    new Array<number>(9).fill(0),
  )
  const [approved = 0, reviewed = 0, blocked = 0] = totals
  const decisions = approved + reviewed + blocked
  const hasRecent = recent !== null && decisions > 0
  const features = layout && hasRecent ? compareFeatures(layout, recent, weights, measured.hasReport) : []
  const overall = hasRecent ? overallOf(features) : null
  const groups = groupsOf(totals)
  const scoreColumn = layout?.columns.at(-1)
  const asked = layout?.columns.find(({ feature }) => (feature ?? 'score') === query.feature)
  const first = window[0]
  const last = window.at(-1)
  const bySize = features.toSorted((a, b) => (b.psi ?? -1) - (a.psi ?? -1))[0]
  return {
    model: { id: model.id, name: model.name, version: model.version, stage: model.stage },
    state: layout === null ? 'no-baseline' : decisions === 0 ? 'collecting' : 'measured',
    measured_through: measured.measuredThrough?.toISOString() ?? null,
    window:
      first && last
        ? { from: first.start.toISOString(), to: last.start.toISOString(), days: window.length }
        : null,
    n_baseline: measured.baselineRows,
    n_recent: decisions,
    overall_psi: overall,
    overall_status: overallStatus(overall, features),
    largest_psi: bySize && bySize.psi !== null ? { feature: bySize.feature, psi: bySize.psi } : null,
    psi_floor: SHARE_FLOOR,
    features,
    score_distribution: scoreColumn && hasRecent ? distributeScores(scoreColumn, recent) : [],
    detail: asked && hasRecent ? { feature: query.feature!, bins: describeBins(asked, recent) } : null,
    outcomes: {
      approved,
      reviewed,
      blocked,
      alerts_per_day: window.length === 0 ? 0 : (reviewed + blocked) / window.length,
      capacity_alerts_per_day: measured.capacity,
      average_score: decisions === 0 ? null : (groups.alerts.scores + groups.approved.scores) / decisions,
    },
    new_categories: measured.categories.map(({ first_day, ...category }) => ({
      ...category,
      first_day: first_day.toISOString(),
    })),
    history: measured.history.map((row) => historyOf(row, measured, query)),
    hours: measured.hours.map(({ start, outcomes: [a = 0, r = 0, b = 0], indexes }) => ({
      hour: start.toISOString(),
      decisions: a + r + b,
      alerts: r + b,
      overall_psi: weightedMean(indexes, weights),
    })),
    watch: {
      ...measured.watch,
      learning_days: LEARNING_DAYS,
      threshold: EVIDENCE_THRESHOLD,
      false_alarm_share: FALSE_ALARM_SHARE,
      power: alarmPowerOf(measured.history),
    },
    alarms: measured.alarms,
    performance: {
      estimated: decisions === 0 ? null : estimatePerformance(groups.alerts, groups.approved),
      ...judgeWeeks(measured.weeks, measured.labels, now),
    },
  }
}

function historyOf(
  { start, outcomes, indexes, closed_at }: FiguresRow,
  { layout, weights }: MeasuredDays,
  { feature }: DriftQuery,
): Drift['history'][number] {
  const { alerts, approved } = groupsOf(outcomes)
  const decisions = alerts.decisions + approved.decisions
  const known = (indexes ?? []).slice(0, -1)
  const asked = layout?.columns.findIndex((column) => (column.feature ?? 'score') === feature) ?? -1
  return {
    day: start.toISOString(),
    decisions,
    alerts: alerts.decisions,
    average_score: decisions === 0 ? null : (alerts.scores + approved.scores) / decisions,
    overall_psi: weightedMean(indexes, weights),
    largest_psi: known.length === 0 ? null : Math.max(...known),
    feature_psi: (asked < 0 ? null : indexes?.[asked]) ?? null,
    is_closed: closed_at !== null,
  }
}

function weightedMean(indexes: FiguresRow['indexes'], weights: readonly number[]): number | null {
  if (!indexes || indexes.length !== weights.length || weights.length === 0) return null
  let mean = 0
  weights.forEach((weight, i) => (mean += weight * indexes[i]!))
  return mean
}

function overallOf(features: readonly DriftFeature[]): number | null {
  if (features.length === 0) return null
  const known = features.filter(({ psi }) => psi !== null)
  const total = known.reduce((sum, { importance }) => sum + (importance ?? 1), 0)
  return total === 0 ? null : known.reduce((sum, { priority }) => sum + priority, 0) / total
}

const ORDER: readonly DriftStatus[] = ['stable', 'warning', 'alert']

/** A mean hides one feature that moved, so those of at least average importance count by themselves. */
function overallStatus(overall: number | null, features: readonly DriftFeature[]): DriftStatus {
  const ofMean = overall === null || overall < PSI_WARNING ? 0 : overall < PSI_ALERT ? 1 : 2
  const important = features.filter(({ importance }) => (importance ?? 1) >= 1 / features.length)
  return ORDER[Math.max(ofMean, ...important.map(({ status }) => ORDER.indexOf(status)))]!
}
