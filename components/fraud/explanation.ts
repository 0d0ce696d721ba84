/** An explanation prepared for drawing: only positions are left to compute. Values are log-odds. */
export interface WaterfallStep {
  key: string
  label: string
  /** The feature's value in words, or how many features there are. */
  value: string
  contribution: number
  /** Running margin before and after this step. */
  from: number
  to: number
  /** Calibrated probability after this step; null where it is not known. */
  probability: number | null
}

/** One way of splitting the margin into contributions, drawn from the base value to the margin. */
export interface Waterfall {
  steps: WaterfallStep[]
  /** The axis covers every running margin. */
  axis: { min: number; max: number }
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
  byFeature: Waterfall
  byFamily: Waterfall
  raises: Side
  lowers: Side
}
