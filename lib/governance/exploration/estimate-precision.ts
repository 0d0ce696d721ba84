import { wilson } from '@/lib/engine/statistics'

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
  const observations = weights ** 2 / squaredWeights
  const interval = wilson((fraudWeights / weights) * observations, observations)
  return interval && { precision: interval.value, low: interval.low, high: interval.high }
}
