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
  | 'number'

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
  'metadata',
] as const
export type FeatureFamily = (typeof FEATURE_FAMILIES)[number]

/** A feature as readers see it: its name and its texts. */
export interface FeatureTexts {
  /** Stable name in bundles, tables and responses; snake_case. */
  name: string
  label: string
  unit: FeatureUnit
  family: FeatureFamily
  /** The formula in words; "now" is the time of the transaction. */
  formula: string
  /** True if the formula can return NaN. */
  mayBeMissing: boolean
  /** Text for a missing value; default "not known". */
  missing?: string
  /** For texts only: values from here on use the text `high`, smaller ones `low`. */
  highFrom: number
  high: string
  low: string
}

/** A feature of the catalogue: what readers see, and its formula. */
export interface FeatureDefinition extends FeatureTexts {
  /** NaN if unknown. Uses the past only: `states` are those before the transaction. */
  compute: (input: FeatureInput, states: EntityStates) => number
}

export const MINOR_PER_MAJOR = 100

/** Ratio of two amounts in minor units. A denominator below one unit of money counts as one, so the ratio is finite. */
export function ratioOfAmounts(amountMinor: number, otherMinor: number): number {
  return amountMinor / MINOR_PER_MAJOR / Math.max(otherMinor / MINOR_PER_MAJOR, 1)
}
