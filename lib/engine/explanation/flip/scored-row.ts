import { emptyAccountState, type EntityStates, type FeatureInput, featureNamed } from '@/lib/engine/features'

/** The input of a scored transaction and the features of its model. NaN is missing. */
export interface ScoredRow {
  input: FeatureInput
  features: ReadonlyMap<string, number>
}

/** The change of one fact. */
export interface FactChange {
  row: ScoredRow
  /** The input after the change. */
  input: FeatureInput
  from: number
  to: number
}

/** Computes a feature after the change; null where it does not follow from the stored row. */
export type Recompute = (change: FactChange) => number | null

const NO_HISTORY: EntityStates = { sender: emptyAccountState(), receiver: null, device: null, category: null }

/** For features that use only the input: applies the formula of the catalogue. */
export const fromInput =
  (feature: string): Recompute =>
  ({ input }) =>
    featureNamed(feature).compute(input, NO_HISTORY)

/** For ratios with the fact as numerator: the unknown denominator stays the same. */
export const inProportion =
  (feature: string): Recompute =>
  ({ row, from, to }) => {
    const value = row.features.get(feature) ?? NaN
    if (Number.isNaN(value)) return NaN
    return from === 0 ? null : (value * to) / from
  }
