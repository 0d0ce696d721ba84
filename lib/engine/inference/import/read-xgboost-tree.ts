import { MISSING, ZERO_BOUND } from '../trees'
import type { TreeJson } from '../read-trees'
import { below } from './float32-threshold'
import { ModelImportError } from './import-error'
import { LIMITS } from './limits'
import type { XgboostTree } from './xgboost-schema'

const LEAF = -1
/** Covers are float32 sums of hessians: the two of the children give their parent's to about this share. */
const COVER_ROUNDING = 1e-4

/** A node with its number among the inner nodes, or its number ~leaf among the leaves. */
type Numbering = ReadonlyMap<number, number>

/**
 * One tree of XGBoost in the form of a bundle. A node that pruning left unreachable is dropped. An inner node's cover is the
 * sum of its leaves' covers, so that the shares of two children add up to one; XGBoost stores each cover rounded to float32.
 */
export function readXgboostTree(tree: XgboostTree, t: number, weight: number): TreeJson {
  const invalid = (reason: string) => new ModelImportError(`tree ${t}: ${reason}`)
  checkLengths(tree, invalid)
  const order = reachable(tree, invalid)
  const numbers = numberNodes(tree, order)
  const covers = coversOf(tree, order, invalid)
  const inner = order.filter((node) => tree.left_children[node] !== LEAF)
  const leaves = order.filter((node) => tree.left_children[node] === LEAF)
  if (leaves.length > LIMITS.leaves)
    throw invalid(`${leaves.length} leaves; up to ${LIMITS.leaves} are accepted`)
  return {
    feature: inner.map((node) => tree.split_indices[node]!),
    threshold: inner.map((node) => thresholdOf(tree, node, invalid)),
    missing: inner.map(() => MISSING.nan),
    defaultLeft: inner.map((node) => (tree.default_left[node] ? 1 : 0)),
    left: inner.map((node) => numbers.get(tree.left_children[node]!)!),
    right: inner.map((node) => numbers.get(tree.right_children[node]!)!),
    cover: inner.map((node) => covers.get(node)!),
    leafValue: leaves.map((node) => Math.fround(tree.split_conditions[node]!) * weight),
    leafCover: leaves.map((node) => covers.get(node)!),
  }
}

type Invalid = (reason: string) => ModelImportError

function checkLengths(tree: XgboostTree, invalid: Invalid): void {
  const count = tree.left_children.length
  if (tree.tree_param.size_leaf_vector > 1) throw invalid('its leaves hold several values')
  const perNode = [
    tree.right_children,
    tree.split_indices,
    tree.split_conditions,
    tree.default_left,
    tree.sum_hessian,
  ]
  if (count === 0 || perNode.some((values) => values.length !== count)) {
    throw invalid('its arrays do not fit together')
  }
  if (tree.split_type.some((type) => type !== 0)) {
    throw invalid('it splits on categories, which a bundle cannot express; encode them as numbers')
  }
}

/** Nodes from the root down, left before right. */
function reachable(tree: XgboostTree, invalid: Invalid): number[] {
  const count = tree.left_children.length
  const order: number[] = []
  const seen = new Uint8Array(count)
  const pending = [0]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!(node >= 0 && node < count)) throw invalid(`node ${node} does not exist`)
    if (seen[node]) throw invalid(`node ${node} is reached twice`)
    seen[node] = 1
    order.push(node)
    const left = tree.left_children[node]!
    const right = tree.right_children[node]!
    if ((left === LEAF) !== (right === LEAF)) throw invalid(`node ${node} has one child`)
    if (left !== LEAF) pending.push(right, left)
  }
  return order
}

function numberNodes(tree: XgboostTree, order: readonly number[]): Numbering {
  let inner = 0
  let leaf = 0
  return new Map(order.map((node) => [node, tree.left_children[node] === LEAF ? ~leaf++ : inner++]))
}

function coversOf(tree: XgboostTree, order: readonly number[], invalid: Invalid): Map<number, number> {
  const covers = new Map<number, number>()
  for (const node of order.toReversed()) {
    // JSON has fewer digits than the float32 that UBJSON holds.
    const stored = Math.fround(tree.sum_hessian[node]!)
    if (!(stored >= 0)) throw invalid(`node ${node} has the cover ${stored}`)
    if (tree.left_children[node] === LEAF) {
      if (!Number.isFinite(tree.split_conditions[node])) throw invalid('a leaf value is not finite')
      covers.set(node, stored)
      continue
    }
    const cover = covers.get(tree.left_children[node]!)! + covers.get(tree.right_children[node]!)!
    if (!(cover > 0 && Math.abs(cover - stored) <= COVER_ROUNDING * cover)) {
      throw invalid(`node ${node} has the cover ${stored}, its children ${cover}: no exact contributions`)
    }
    covers.set(node, cover)
  }
  return covers
}

function thresholdOf(tree: XgboostTree, node: number, invalid: Invalid): number {
  const threshold = Math.fround(tree.split_conditions[node]!)
  if (Number.isNaN(threshold) || threshold === -Infinity) throw invalid(`node ${node} splits at ${threshold}`)
  // The product reads values up to 1e-35 from zero as zero, so such a split cannot be kept apart from zero.
  if (threshold !== 0 && Math.abs(threshold) <= ZERO_BOUND)
    throw invalid(`node ${node} splits at ${threshold}`)
  return below(threshold)
}
