import type { EntityStates, FeatureInput } from '../types'

export type FeatureUnit =
  | 'money'
  | 'count'
  | 'ratio'
  | 'share'
  | 'hours'
  | 'days'
  | 'km'
  | 'km-per-hour'
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
  /** How it is computed, in words that a reader can check; "now" is the time of the transaction. */
  formula: string
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

/** Amount over another amount, both in minor units; one below a unit of money counts as one, so the ratio stays finite. */
export function ratioOfAmounts(amountMinor: number, otherMinor: number): number {
  return amountMinor / MINOR_PER_MAJOR / Math.max(otherMinor / MINOR_PER_MAJOR, 1)
}
