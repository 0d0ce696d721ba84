import type { EntityStates, FeatureInput } from '../types'

export type FeatureUnit =
  | 'money'
  | 'count'
  | 'ratio'
  | 'hours'
  | 'days'
  | 'flag'
  | 'score'
  | 'log-money'
  | 'hour-of-day'
  | 'day-of-week'

export const FEATURE_FAMILIES = [
  'amount',
  'type',
  'timing',
  'balance',
  'sender history',
  'receiver history',
  'pair',
  'device',
  'location',
  'network',
  'label feedback',
] as const
export type FeatureFamily = (typeof FEATURE_FAMILIES)[number]

/** One column of the model's input: what it is called, how it is worded for a reader, and its one formula. */
export interface FeatureDefinition {
  /** Stable name in bundles, tables and answers; snake_case. */
  name: string
  label: string
  unit: FeatureUnit
  family: FeatureFamily
  /** Whether the formula can answer NaN. */
  mayBeMissing: boolean
  /** How a missing value reads. */
  missing?: string
  /** Wording only: values from here on read as `high`, smaller ones as `low`. */
  highFrom: number
  high: string
  low: string
  /** NaN where not known. Sees the past only: `states` hold what came before this transaction. */
  compute: (input: FeatureInput, states: EntityStates) => number
}

export const MINOR_PER_MAJOR = 100
