import type { Cells } from './cells'
import type { DetectorSettings } from './e-detector'

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
  /** Null for a day before kinds of decisions were counted. */
  cells: Readonly<Cells> | null
}

/** Signals that are watched. Each is one number per day, or one per kind of decisions. */
export const SIGNALS = [
  'suspicion_by_kind',
  'reports_by_kind',
  'fraud_by_kind',
  'alerts',
  'expected_fraud',
  'missed_fraud',
  'risk_profile',
  'population',
] as const
export type SignalName = (typeof SIGNALS)[number]

export type SignalByKind = Extract<SignalName, `${string}_by_kind`>
export const isByKind = (name: SignalName): name is SignalByKind => name.endsWith('_by_kind')

/** Values are cut at six deviations: one wild day alone is no alarm. The probability of a false alarm is spent over a year. */
const SHARED = { horizonDays: 365, largest: 6 } as const

const UP = { shifts: [1, 2], directions: [1], ...SHARED } as const
const BOTH = { shifts: [1, 2], directions: [1, -1], ...SHARED } as const

/** How each signal is judged, and its share of the capital. Profiles wander for weeks without a change, so more is tolerated of them. */
export const JUDGED: Record<SignalName, DetectorSettings & { weight: number }> = {
  suspicion_by_kind: { weight: 0.3, tolerance: 0.6, ...UP },
  reports_by_kind: { weight: 0.2, tolerance: 0.6, ...UP },
  fraud_by_kind: { weight: 0.3, tolerance: 0.6, ...UP },
  alerts: { weight: 0.04, tolerance: 1, ...BOTH },
  expected_fraud: { weight: 0.04, tolerance: 1, ...BOTH },
  missed_fraud: { weight: 0.04, tolerance: 1, ...BOTH },
  risk_profile: { weight: 0.04, tolerance: 3, ...UP },
  population: { weight: 0.04, tolerance: 3, ...UP },
}
