/** How a split treats missing values: LightGBM's missing_type. */
export const MISSING = { none: 0, zero: 1, nan: 2 } as const

/**
 * A boosted tree ensemble in flat arrays. A child >= 0 is a node, a child < 0 is the leaf ~child; both are indices over
 * the whole ensemble. A tree without nodes is a single leaf.
 */
export interface TreeEnsemble {
  featureCount: number
  treeCount: number
  /** First node and first leaf of each tree, then the total: treeCount + 1 entries. */
  nodeStart: Int32Array
  leafStart: Int32Array
  feature: Int32Array
  /** A row goes left when x <= threshold. Each threshold is a float32 value, so float32 rows compare exactly. */
  threshold: Float64Array
  missing: Uint8Array
  defaultLeft: Uint8Array
  left: Int32Array
  right: Int32Array
  /** Training rows that reached the node or the leaf. */
  cover: Float64Array
  leafCover: Float64Array
  /** Log-odds, including shrinkage: the margin is the sum over the trees. */
  leafValue: Float64Array
}

/** True if both have the same splits, leaves and covers, bit for bit. */
export function areEqual(a: TreeEnsemble, b: TreeEnsemble): boolean {
  const parts = (trees: TreeEnsemble) => Object.values(trees) as (number | ArrayBufferView)[]
  const others = parts(b)
  return parts(a).every((part, i) => {
    const other = others[i]!
    if (typeof part === 'number' || typeof other === 'number') return part === other
    return bytesOf(part).equals(bytesOf(other))
  })
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

/** LightGBM's kZeroThreshold, a float32 constant. */
export const ZERO_BOUND = Math.fround(1e-35)

/** LightGBM treats |x| <= 1e-35 as 0 before it compares. NaN stays NaN. */
export function snapToZero(x: number): number {
  return x >= -ZERO_BOUND && x <= ZERO_BOUND ? 0 : x
}

/** True if value x (after `snapToZero`) goes left at a node. NaN counts as 0 where the split has no NaN rule. */
export function goesLeft(trees: TreeEnsemble, node: number, x: number): boolean {
  const missing = trees.missing[node]!
  const isNaN = x !== x
  if (missing === MISSING.nan ? isNaN : missing === MISSING.zero && (isNaN || x === 0)) {
    return trees.defaultLeft[node] === 1
  }
  return (isNaN ? 0 : x) <= trees.threshold[node]!
}

export function rootOf(trees: TreeEnsemble, tree: number): number {
  const first = trees.nodeStart[tree]!
  return first < trees.nodeStart[tree + 1]! ? first : ~trees.leafStart[tree]!
}

export function coverOf(trees: TreeEnsemble, child: number): number {
  return child >= 0 ? trees.cover[child]! : trees.leafCover[~child]!
}

/** The share of a node's training rows that went to one child; 0.5 for a node that no row reached. */
export function shareOf(trees: TreeEnsemble, node: number, child: number): number {
  const cover = trees.cover[node]!
  return cover > 0 ? coverOf(trees, child) / cover : 0.5
}
