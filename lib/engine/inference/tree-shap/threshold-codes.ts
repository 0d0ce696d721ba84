import { MISSING, type TreeEnsemble } from '../trees'

/**
 * Per feature the model's distinct thresholds, ascending. A value becomes a small integer code: the number of
 * thresholds below it, so x <= thresholds[i] exactly when code <= i. Missing (NaN) and zero have codes of their own
 * past the end, because a split may send them elsewhere. Every split is then a pure function of the code.
 */
export interface ThresholdCodes {
  /** First threshold of each feature, and one past the last: featureCount + 1 entries. */
  start: Int32Array
  thresholds: Float32Array
}

/** Kernels count the bytes of a list of uint16, one per code, in uint16. */
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

/** How many codes a feature has: one per interval between thresholds, then NaN, then zero. */
export function codeCount(codes: ThresholdCodes, feature: number): number {
  return codes.start[feature + 1]! - codes.start[feature]! + 3
}

/** Which codes of a node's feature go left at it: 1 or 0 per code. */
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
