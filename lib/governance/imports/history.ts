import type { CostModel } from '@/lib/engine/policy'

/** Decisions of a tenant whose labels are mature, in order of time, and what the tenant's settings say about money. */
export interface LabelledHistory {
  /** Days that labels had to arrive. */
  labelDelayDays: number
  /** Epoch milliseconds [n]. */
  occurredAtMs: Float64Array
  /** In the institution's currency, major units [n]. */
  amounts: Float64Array
  /** [n], 1 is fraud. */
  labels: Uint8Array
  /** The features of the model, row-major [n x features]; NaN is missing. */
  rows: Float32Array
  costs: CostModel
  /** The cost of reviewing one alert, in the institution's currency, major units. */
  reviewCost: number
}
