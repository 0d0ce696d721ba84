/** An explanation ready to be drawn: everything decided, nothing left to compute but positions. Log-odds throughout. */
export interface WaterfallStep {
  key: string
  label: string
  /** The feature's value in words; empty for a sum of several features. */
  value: string
  contribution: number
  /** Running margin before and after this step. */
  from: number
  to: number
}

export interface Side {
  count: number
  sum: number
}

export interface Explanation {
  baseValue: number
  baseScore: number
  margin: number
  score: number
  steps: WaterfallStep[]
  /** The axis covers every running margin. */
  axis: { min: number; max: number }
  raises: Side
  lowers: Side
}
