import { MISSING, type TreeEnsemble } from '../trees'

/**
 * The model's distinct thresholds per feature, ascending. The code of a value is the number of thresholds below it, so
 * x <= thresholds[i] exactly if code <= i. Missing (NaN) and zero have separate codes, because splits can treat them
 * differently. Each split is a function of the code alone.
 */
export interface ThresholdCodes {
  /** First threshold of each feature, then the total: featureCount + 1 entries. */
  start: Int32Array
  thresholds: Float32Array
}

/** Kernels store the byte offset of a code (2 bytes per code) in a uint16. */
const MAX_THRESHOLDS = 32_000

/** @throws RangeError when a feature has more than 32,000 distinct thresholds. */
export function buildThresholdCodes(trees: TreeEnsemble): ThresholdCodes {
  const perFeature = Array.from({ length: trees.featureCount }, () => new Set<number>())
  trees.feature.forEach((feature, node) => perFeature[feature]!.add(trees.threshold[node]!))
  const crowded = perFeature.findIndex((distinct) => distinct.size > MAX_THRESHOLDS)
  if (crowded >= 0)
    throw new RangeError(`feature ${crowded} has more than ${MAX_THRESHOLDS} distinct thresholds`)
  const start = new Int32Array(trees.featureCount + 1)
  perFeature.forEach((distinct, f) => (start[f + 1] = start[f]! + distinct.size))
  const thresholds = Float32Array.from(perFeature.flatMap((distinct) => [...distinct].sort((a, b) => a - b)))
  return { start, thresholds }
}

/** Number of codes of a feature: one per interval between thresholds, then NaN, then zero. */
export function codeCount(codes: ThresholdCodes, feature: number): number {
  return codes.start[feature + 1]! - codes.start[feature]! + 3
}

/** Per code of the node's feature: 1 if the code goes left at the node. */
export function leftCodes(codes: ThresholdCodes, trees: TreeEnsemble, node: number): Uint8Array {
  const feature = trees.feature[node]!
  const count = codes.start[feature + 1]! - codes.start[feature]!
  const threshold = trees.threshold[node]!
  const position = codes.thresholds.subarray(codes.start[feature]!).indexOf(threshold)
  const missing = trees.missing[node]!
  const byDefault = trees.defaultLeft[node]!
  const zeroSide = missing === MISSING.zero ? byDefault : Number(0 <= threshold)
  const left = new Uint8Array(count + 3)
  left.fill(1, 0, position + 1)
  left[nanCode(count)] = missing === MISSING.nan ? byDefault : zeroSide
  left[zeroCode(count)] = zeroSide
  return left
}

function nanCode(thresholdCount: number): number {
  return thresholdCount + 1
}

function zeroCode(thresholdCount: number): number {
  return thresholdCount + 2
}
