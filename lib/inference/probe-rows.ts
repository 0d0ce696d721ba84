import type { TreeEnsemble } from './trees'

/**
 * n rows [n x featureCount] that sit where two readings of one model would part: on thresholds, one float32 step to
 * either side, and on missing values. Every threshold is used once before any is used again.
 */
export function probeRows(trees: TreeEnsemble, n: number): Float32Array {
  const edges = edgesPerFeature(trees)
  const width = trees.featureCount
  const rows = new Float32Array(n * width)
  for (let f = 0; f < width; f++) {
    const values = edges[f]!
    const stride = strideFor(values.length, f)
    for (let r = 0; r < n; r++) rows[r * width + f] = values[(r * stride + f) % values.length]!
  }
  return rows
}

function edgesPerFeature(trees: TreeEnsemble): number[][] {
  const edges = Array.from({ length: trees.featureCount }, () => new Set([NaN, 0]))
  trees.feature.forEach((feature, node) => {
    const threshold = trees.threshold[node]!
    edges[feature]!.add(threshold).add(float32Step(threshold, -1)).add(float32Step(threshold, 1))
  })
  return edges.map((values) => [...values])
}

/** Steps that share no divisor with the length visit every value, and features walk at different paces. */
function strideFor(length: number, feature: number): number {
  let stride = 1 + ((feature * 7) % length)
  while (greatestCommonDivisor(stride, length) !== 1) stride++
  return stride
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** The next float32 value above (+1) or below (-1). */
export function float32Step(value: number, direction: 1 | -1): number {
  const view = new Float32Array([value])
  const bits = new Int32Array(view.buffer)
  if (!Number.isFinite(value))
    return value === direction * Infinity || value !== value ? value : -direction * FLOAT32_MAX
  if (value === 0) return direction * 2 ** -149
  bits[0]! += value > 0 === direction > 0 ? 1 : -1
  return view[0]!
}

const FLOAT32_MAX = 2 ** 127 * (2 - 2 ** -23)
