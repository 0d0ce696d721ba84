import { emptyAccountState, type EntityStates, type FeatureInput, featureNamed } from '@/lib/engine/features'

/** A transaction as it was scored: what was sent, and the features of the model that scored it. NaN is missing. */
export interface ScoredRow {
  input: FeatureInput
  features: ReadonlyMap<string, number>
}

/** One fact changed, and nothing else. */
export interface FactChange {
  row: ScoredRow
  /** What was sent, with the fact changed. */
  input: FeatureInput
  from: number
  to: number
}

/** A feature after the change; null where the stored row does not tell. */
export type Recompute = (change: FactChange) => number | null

const NO_HISTORY: EntityStates = { sender: emptyAccountState(), receiver: null, device: null, category: null }

/** For features that look at what was sent alone: the catalogue's own formula. */
export const fromInput =
  (feature: string): Recompute =>
  ({ input }) =>
    featureNamed(feature).compute(input, NO_HISTORY)

/** For ratios whose numerator is the fact: the unknown denominator stays what it was. */
export const inProportion =
  (feature: string): Recompute =>
  ({ row, from, to }) => {
    const value = row.features.get(feature) ?? NaN
    if (Number.isNaN(value)) return NaN
    return from === 0 ? null : (value * to) / from
  }
