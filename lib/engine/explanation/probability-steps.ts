/** One step from the base value to the margin. Margins and contributions in log-odds. */
export interface ProbabilityStep {
  contribution: number
  marginFrom: number
  marginTo: number
  /** Calibrated probabilities before and after the step; null where the calibration of the model is not available. */
  probabilityFrom: number | null
  probabilityTo: number | null
}

/** Stored start and end of the steps. */
export interface ScoredPath {
  baseValue: number
  /** Calibrated probability of the base value. */
  baseScore: number
  margin: number
  /** Calibrated probability of the margin, as shown to the user. */
  score: number
}

/**
 * Adds the contributions in the given order and calibrates the margin after each. The first step starts at the stored
 * base value; the last step ends exactly at the stored margin and score. The last step absorbs the rounding of the
 * model's float32 sums (at most 1e-5 log-odds).
 * @param contributions log-odds, one per step
 * @param calibrate margin to probability, strictly increasing; null leaves the probabilities between the ends null
 */
export function probabilitySteps(
  path: ScoredPath,
  contributions: readonly number[],
  calibrate: ((margin: number) => number) | null,
): ProbabilityStep[] {
  let marginFrom = path.baseValue
  let probabilityFrom: number | null = path.baseScore
  return contributions.map((contribution, i) => {
    const last = i === contributions.length - 1
    const marginTo = last ? path.margin : marginFrom + contribution
    const probabilityTo = last ? path.score : (calibrate?.(marginTo) ?? null)
    const step = { contribution, marginFrom, marginTo, probabilityFrom, probabilityTo }
    marginFrom = marginTo
    probabilityFrom = probabilityTo
    return step
  })
}
