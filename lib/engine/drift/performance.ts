/** Decisions of one outcome: their number, the sum of their scores p, and the sum of p (1 - p). */
export interface ScoredGroup {
  decisions: number
  scores: number
  variance: number
}

export interface Interval {
  value: number
  low: number
  high: number
}

/** What the scores say about a period before any label has arrived. Null where there is nothing to divide by. */
export interface EstimatedPerformance {
  /** Frauds among the alerts, and among all decisions. */
  frauds_in_alerts: Interval
  frauds: Interval
  precision: Interval | null
  recall: Interval | null
}

/** Two-sided 90 %. */
const Z = 1.6449

/**
 * Confidence-based performance estimation (Bialek, Kuberski, Perrakis and Bifet, Estimating model performance under covariate shift
 * without labels, arXiv 2401.08348): a calibrated score p is the chance of fraud, so the frauds among some decisions are a sum of
 * independent yes-no draws with mean sum p and variance sum p (1 - p). The intervals are normal, of 90 %, and hold while the
 * calibration holds: a new tactic that the model scores low is invisible here.
 */
export function estimatePerformance(alerts: ScoredGroup, approved: ScoredGroup): EstimatedPerformance {
  const caught = intervalOf(alerts.scores, alerts.variance)
  const all = alerts.scores + approved.scores
  return {
    frauds_in_alerts: caught,
    frauds: intervalOf(all, alerts.variance + approved.variance),
    precision: alerts.decisions === 0 ? null : dividedBy(caught, alerts.decisions),
    recall: all === 0 ? null : recallOf(alerts, approved),
  }
}

/** caught / (caught + missed), with the variance of the first-order expansion. */
function recallOf(alerts: ScoredGroup, approved: ScoredGroup): Interval {
  const [caught, missed] = [alerts.scores, approved.scores]
  const all = caught + missed
  const variance = (missed ** 2 * alerts.variance + caught ** 2 * approved.variance) / all ** 4
  const { value, low, high } = intervalOf(caught / all, variance)
  return { value, low, high: Math.min(1, high) }
}

function intervalOf(value: number, variance: number): Interval {
  const half = Z * Math.sqrt(variance)
  return { value, low: Math.max(0, value - half), high: value + half }
}

const dividedBy = ({ value, low, high }: Interval, by: number): Interval => ({
  value: value / by,
  low: low / by,
  high: Math.min(1, high / by),
})
