import type { FeatureInput } from '@/lib/engine/features'
import type { Recompute, ScoredRow } from './scored-row'

/** A property of a transaction that a counterfactual can change, in terms that analysts understand. */
export interface Fact {
  /** Screen label. */
  label: string
  unit: 'money' | 'hour' | 'days' | 'count' | 'share' | 'yes-no'
  /** The value in the row: money in minor units, flags as 0 or 1. Null or NaN where the row has no such fact. */
  read(row: ScoredRow): number | null
  /** Other values, nearest first, in the direction of lower (safer) or higher risk. */
  alternatives(from: number, direction: Direction): number[]
  /** Relative size of a change: 1 is a flag that flips, or a value that doubles. */
  sizeOf(from: number, to: number): number
  /** True if values have an order, so a text can say "or less" or "or more". */
  ordered: boolean
  /** The input with the fact changed to `to`; unchanged for facts of the history. */
  change(input: FeatureInput, to: number): FeatureInput
  /** All features of the catalogue that depend on the fact. A null result excludes the fact for models with that feature. */
  dependents: Readonly<Record<string, Recompute>>
}

export type Direction = 'safer' | 'riskier'
