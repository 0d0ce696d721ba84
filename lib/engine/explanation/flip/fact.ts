import type { FeatureInput } from '@/lib/engine/features'
import type { Recompute, ScoredRow } from './scored-row'

/** Something that a customer or an analyst can understand, and that might have been otherwise. */
export interface Fact {
  /** How it reads beside a value. */
  label: string
  unit: 'money' | 'hour' | 'days' | 'count' | 'share' | 'yes-no'
  /** What it was: money in minor units, flags as 0 or 1. Null or NaN where there is no such fact. */
  read(row: ScoredRow): number | null
  /** What else it might have been, nearest first, on the way to less (safer) or more risk. */
  alternatives(from: number, direction: Direction): number[]
  /** How large a change is: 1 is a yes for a no, or as much again as there was. */
  sizeOf(from: number, to: number): number
  /** Alternatives lie in one line, so that "or less" and "or more" mean something. */
  ordered: boolean
  /** What was sent, had the fact been `to`. The input itself for facts of the history. */
  change(input: FeatureInput, to: number): FeatureInput
  /** Every feature of the catalogue that would be another one. A fact is left out for a model that uses one which cannot be told. */
  dependents: Readonly<Record<string, Recompute>>
}

export type Direction = 'safer' | 'riskier'
