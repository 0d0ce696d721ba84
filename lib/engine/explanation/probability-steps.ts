/** One step of the way from the starting point to the shown probability. Margins in log-odds. */
export interface ProbabilityStep {
  contribution: number
  marginFrom: number
  marginTo: number
  /** Calibrated probability at either end; null where the calibration of that model is not at hand. */
  probabilityFrom: number | null
  probabilityTo: number | null
}

/** What was stored with the prediction: where the way begins and where it ends. */
export interface ScoredPath {
  baseValue: number
  /** Calibrated probability of the base value. */
  baseScore: number
  margin: number
  /** Calibrated probability of the margin: what the reader is shown. */
  score: number
}

/**
 * Puts the running margin through the calibration after each contribution, in the order given. Each step begins where
 * the one before it ended; the first begins at the stored base and the last ends at exactly the stored margin and
 * score. Contributions sum to the margin within 1e-5 (float32 sums of the model), and the last step carries that rest.
 * @param calibrate margin to probability, strictly increasing; null leaves the probabilities between the ends unknown
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
