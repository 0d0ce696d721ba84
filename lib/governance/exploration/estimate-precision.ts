/** Sums over the payments of a period that took part in a draw; w is 1 / propensity of a payment that was let through. */
export interface ExplorationSums {
  candidates: number
  letThrough: number
  /** Sum of w. */
  weights: number
  /** Sum of w². */
  squaredWeights: number
  /** Sum of w over the known frauds. */
  fraudWeights: number
}

export interface PrecisionEstimate {
  precision: number
  low: number
  high: number
}

/** 95 % of the standard normal distribution. */
const Z = 1.959_963_985

/** The frauds among all candidates: the estimator of Horvitz and Thompson (1952), unbiased for known propensities. */
export const estimateFrauds = ({ fraudWeights }: ExplorationSums): number => fraudWeights

/**
 * The share of frauds among all candidates by the ratio estimator of Hajek (1971). Its interval is that of Wilson (1927)
 * with the effective number of observations of Kish (1965), (sum w)² / sum w²: unlike the normal interval, it holds its
 * level near 0 and 1 and for few observations. For a share that changed in the period it is approximate.
 * @returns null where nothing was let through
 */
export function estimatePrecision(sums: ExplorationSums): PrecisionEstimate | null {
  const { weights, squaredWeights, fraudWeights } = sums
  if (weights === 0) return null
  const precision = fraudWeights / weights
  const observations = weights ** 2 / squaredWeights
  const spread = Z ** 2 / observations
  const centre = (precision + spread / 2) / (1 + spread)
  const half =
    (Z * Math.sqrt((precision * (1 - precision)) / observations + spread / (4 * observations))) / (1 + spread)
  return { precision, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
