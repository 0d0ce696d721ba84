import type { TreeEnsemble } from './trees'

const FLOAT32_MAX = 2 ** 127 * (2 - 2 ** -23)
const SMALLEST_FLOAT32 = 2 ** -149

/**
 * n rows [n x featureCount] of edge values, where two implementations of a model differ first: thresholds, one float32
 * step to either side, zero and missing. Each feature uses all its edge values, in random order, before it repeats one.
 * Deterministic per ensemble.
 */
export function probeRows(trees: TreeEnsemble, n: number): Float32Array {
  const edges = edgesPerFeature(trees)
  const width = trees.featureCount
  const rows = new Float32Array(n * width)
  const drawBelow = numberDrawer()
  for (let r = 0; r < n; r++) {
    for (let f = 0; f < width; f++) {
      const values = edges[f]!
      const used = r % values.length
      const chosen = used + drawBelow(values.length - used)
      const value = values[chosen]!
      values[chosen] = values[used]!
      values[used] = value
      rows[r * width + f] = value
    }
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

/** Deterministic random numbers (Marsaglia's xorshift, 32 bits), each reduced to 0..bound-1. */
function numberDrawer(): (bound: number) => number {
  let state = 2463534242
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

/** The next float32 value above (1) or below (-1) a float32 value. */
export function float32Step(value: number, direction: 1 | -1): number {
  if (Number.isNaN(value) || value === direction * Infinity) return value
  if (!Number.isFinite(value)) return direction * -FLOAT32_MAX
  if (value === 0) return direction * SMALLEST_FLOAT32
  const bits = new Int32Array(Float32Array.of(value).buffer)
  bits[0]! += value > 0 === direction > 0 ? 1 : -1
  return new Float32Array(bits.buffer)[0]!
}
