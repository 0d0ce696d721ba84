import {
  baselineOf,
  calibrator,
  fitLogistic,
  type ImportChoices,
  ModelImportError,
  type PreparedImport,
  recommendThresholds,
} from '@/lib/engine/inference'
import { lossOf } from '@/lib/engine/policy'
import type { LabelledHistory } from './history'

const FRAUDS_NEEDED = 100
const GENUINE_NEEDED = 1_000
/** Of the frauds in order of time, for the line; the later ones choose thresholds. */
const SHARE_TO_FIT = 2 / 3
/** Rows that ONNX Runtime scores at once. */
const CHUNK = 10_000

export type Calibrated = Pick<
  ImportChoices,
  'calibration' | 'history' | 'baseline' | 'thresholds' | 'metrics'
>

/**
 * Calibrates a model on the earlier decisions of a history, and chooses thresholds on the later ones by the tenant's costs.
 * @throws ModelImportError for fewer than 100 frauds or 1,000 genuine payments, or margins that do not rise with fraud
 */
export async function calibrateOnHistory(
  model: PreparedImport,
  history: LabelledHistory,
): Promise<Calibrated> {
  const { labels, rows, occurredAtMs, labelDelayDays } = history
  const frauds = requireEnough(model, history)
  const margins = await marginsOf(model, rows, labels.length)
  const cut = placeOfFraud(labels, Math.ceil(SHARE_TO_FIT * frauds)) + 1
  const calibration = fitLogistic(
    { margins: margins.subarray(0, cut), labels: labels.subarray(0, cut) },
    model.source.slope,
  )
  const scores = margins.map(calibrator(calibration))
  const later = scoredFrom(cut, scores, history)
  const timeOf = (place: number) => new Date(occurredAtMs.at(place)!).toISOString()
  return {
    calibration,
    baseline: baselineOf(model.features, rows, scores),
    thresholds: recommendThresholds(later),
    metrics: { thresholdLogLoss: logLoss(later) },
    history: { rows: labels.length, frauds, from: timeOf(0), to: timeOf(-1), labelDelayDays },
  }
}

function requireEnough({ features }: PreparedImport, { labels, labelDelayDays }: LabelledHistory): number {
  const frauds = labels.reduce((sum, label) => sum + label, 0)
  const genuine = labels.length - frauds
  if (frauds >= FRAUDS_NEEDED && genuine >= GENUINE_NEEDED) return frauds
  throw new ModelImportError(
    `calibration needs ${FRAUDS_NEEDED} frauds and ${GENUINE_NEEDED} genuine payments older than ${labelDelayDays} days, with all ` +
      `${features.length} features; there are ${frauds} frauds and ${genuine} genuine payments. Without it: thresholds of your own, ` +
      `which keep the probability of the library (--calibration identity)`,
  )
}

async function marginsOf(
  { features, predictMargins }: PreparedImport,
  rows: Float32Array,
  n: number,
): Promise<Float64Array> {
  const margins = new Float64Array(n)
  const width = features.length
  for (let from = 0; from < n; from += CHUNK) {
    const to = Math.min(from + CHUNK, n)
    margins.set(await predictMargins(rows.subarray(from * width, to * width), to - from), from)
  }
  return margins
}

/** The place of the k-th fraud. */
function placeOfFraud(labels: Uint8Array, k: number): number {
  let found = 0
  return labels.findIndex((label) => {
    found += label
    return found === k
  })
}

function scoredFrom(
  first: number,
  scores: Float64Array,
  { labels, amounts, costs, reviewCost }: LabelledHistory,
) {
  return Array.from(scores.subarray(first), (score, i) => {
    const isFraud = labels[first + i] === 1
    return { score, isFraud, savings: (isFraud ? lossOf(amounts[first + i]!, costs) : 0) - reviewCost }
  })
}

function logLoss(rows: readonly { score: number; isFraud: boolean }[]): number {
  const sum = rows.reduce((total, { score, isFraud }) => total - Math.log(isFraud ? score : 1 - score), 0)
  return sum / rows.length
}
