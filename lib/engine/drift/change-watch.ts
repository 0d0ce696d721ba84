import { accumulateEvidence, type DetectorSettings } from './e-detector'
import { binsIn, type Layout } from './layout'
import { triangularDistance } from './triangular-distance'

/** The figures of one day. */
export interface WatchedDay {
  decisions: number
  alerts: number
  /** Sum of the scores of all decisions: the frauds that the model expects. */
  scores: number
  /** Fraud labels that arrived on this day, of approved transactions. */
  reportedMissed: number
  counts: Float64Array
  risk: Float64Array
}

/** Signals that are watched. Each is one number per day. */
export const SIGNALS = ['alerts', 'expected_fraud', 'missed_fraud', 'risk_profile', 'population'] as const
export type SignalName = (typeof SIGNALS)[number]

export interface SignalReading {
  name: SignalName
  evidence: number
  /** Mean of the last week against the reference, in its standard deviations; null without a reference. */
  deviation: number | null
}

export interface Watch {
  /** Days of the reference so far, up to LEARNING_DAYS. */
  learned_days: number
  /** The evidence after each day; 1 while it learns. */
  evidence: number[]
  signals: SignalReading[]
  /** Index of the first day whose evidence reaches the threshold; null without. */
  alarm: number | null
}

/** The first days of a watch are its reference. */
export const LEARNING_DAYS = 28
/** At most this share of undisturbed years has an alarm. */
export const FALSE_ALARM_SHARE = 0.05
export const EVIDENCE_THRESHOLD = 1 / FALSE_ALARM_SHARE

/** Profiles wander for weeks without a change, so more is tolerated of them. */
const TOLERANCES: Record<SignalName, number> = {
  alerts: 1,
  expected_fraud: 1,
  missed_fraud: 1,
  risk_profile: 3,
  population: 3,
}
const SETTINGS: Omit<DetectorSettings, 'tolerance'> = { horizonDays: 365, shifts: [1, 2], largest: 6 }

/** Days with fewer decisions say too little. */
const FEWEST_DECISIONS = 100

/**
 * Watches the days of a model in their order. The first 28 days with enough decisions are the reference; from then on each day adds to the
 * evidence, which is the mean over the signals, so that it holds as one test whatever their dependence.
 * @param weights importance of each column of the layout, summing to 1
 */
export function watchDays(days: readonly WatchedDay[], layout: Layout, weights: readonly number[]): Watch {
  const usable = days.map(({ decisions }, i) => (decisions >= FEWEST_DECISIONS ? i : null))
  const reference = usable.filter((i) => i !== null).slice(0, LEARNING_DAYS)
  const idle = { learned_days: reference.length, evidence: days.map(() => 1), signals: [], alarm: null }
  if (reference.length < LEARNING_DAYS) return idle
  const from = reference.at(-1)! + 1
  const totals = totalsOf(reference.map((i) => days[i]!))
  const readings = SIGNALS.map((name) => {
    const valueOf = SIGNAL_VALUES[name]
    const known = reference.map((i) => valueOf(days[i]!, without(totals, days[i]!), layout, weights))
    const { mean, deviation } = momentsOf(known)
    const z = days
      .slice(from)
      .map((day, i) =>
        usable[from + i] === null ? null : (valueOf(day, totals, layout, weights) - mean) / deviation,
      )
    const week = z.slice(-7).filter((value) => value !== null)
    return {
      name,
      evidence: accumulateEvidence(z, { ...SETTINGS, tolerance: TOLERANCES[name] }),
      deviation: week.length === 0 ? null : week.reduce((sum, value) => sum + value, 0) / week.length,
    }
  })
  const evidence = days.map((_, i) =>
    i < from ? 1 : readings.reduce((sum, reading) => sum + reading.evidence[i - from]!, 0) / SIGNALS.length,
  )
  const alarm = evidence.findIndex((value) => value >= EVIDENCE_THRESHOLD)
  return {
    learned_days: reference.length,
    evidence,
    signals: readings.map(({ name, evidence: of, deviation }) => ({
      name,
      evidence: of.at(-1) ?? 1,
      deviation,
    })),
    alarm: alarm < 0 ? null : alarm,
  }
}

export type Totals = Pick<WatchedDay, 'counts' | 'risk'>
type SignalValue = (day: WatchedDay, reference: Totals, layout: Layout, weights: readonly number[]) => number

/** Square roots and logarithms make the noise of counts and of distances even. */
const SIGNAL_VALUES: Record<SignalName, SignalValue> = {
  alerts: ({ alerts, decisions }) => Math.sqrt(alerts / decisions),
  expected_fraud: ({ scores, decisions }) => Math.sqrt(scores / decisions),
  missed_fraud: ({ reportedMissed, decisions }) => Math.sqrt(reportedMissed / decisions),
  risk_profile: ({ risk }, reference, layout, weights) =>
    Math.log(profileDistance(risk, reference.risk, layout, weights)),
  population: ({ counts }, reference, layout, weights) =>
    Math.log(profileDistance(counts, reference.counts, layout, weights)),
}

const SMALLEST_DISTANCE = 1e-9

/** How far the bins of a day lie from those of the reference, by importance of the features. */
const profileDistance = (
  day: Float64Array,
  reference: Float64Array,
  { columns }: Layout,
  weights: readonly number[],
): number =>
  columns.reduce(
    (sum, column, i) =>
      sum + (weights[i] ?? 0) * triangularDistance(binsIn(day, column), binsIn(reference, column)),
    SMALLEST_DISTANCE,
  )

export function totalsOf(days: readonly Totals[]): Totals {
  const size = days[0]?.counts.length ?? 0
  const totals = { counts: new Float64Array(size), risk: new Float64Array(size) }
  for (const { counts, risk } of days) {
    counts.forEach((count, i) => (totals.counts[i]! += count))
    risk.forEach((sum, i) => (totals.risk[i]! += sum))
  }
  return totals
}

/** The reference without one of its own days, which would look closer to it than later days can. */
const without = (totals: Totals, { counts, risk }: Totals): Totals => ({
  counts: totals.counts.map((count, i) => count - counts[i]!),
  risk: totals.risk.map((sum, i) => Math.max(0, sum - risk[i]!)),
})

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  // Signals that never move, such as no alerts at all, must not make the first move infinite.
  return { mean, deviation: Math.sqrt(variance) || Math.abs(mean) || 1 }
}
