import { z } from 'zod'
import { runAtOnce, type Steps } from '@/lib/platform/in-turns'
import { BundleError } from './bundle-error'
import { coverOf, MISSING, rootOf, type TreeEnsemble } from './trees'

const FILE = 'trees.json'
const index = z.int()
const count = z.number().min(0)
const bit = z.union([z.literal(0), z.literal(1)])
const threshold = z
  .union([z.number(), z.literal('inf'), z.literal('-inf')])
  .transform((value) => (value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value))

const treeSchema = z.strictObject({
  feature: z.array(index),
  threshold: z.array(threshold),
  missing: z.array(z.union([z.literal(MISSING.none), z.literal(MISSING.zero), z.literal(MISSING.nan)])),
  defaultLeft: z.array(bit),
  left: z.array(index),
  right: z.array(index),
  cover: z.array(count),
  leafValue: z.array(z.number()),
  leafCover: z.array(count),
})
const treesSchema = z.strictObject({ trees: z.array(z.unknown()).min(1) })

export type TreeJson = z.infer<typeof treeSchema>

/**
 * Reads the content of trees.json into a TreeEnsemble.
 * @throws BundleError when the shape is wrong, a threshold is not a float32 value, a node is not reached exactly once,
 *   or the covers of two children do not sum to the cover of their parent.
 */
export const readTrees = (json: unknown, featureCount: number): TreeEnsemble =>
  runAtOnce(readTreesSteps(json, featureCount))

/** The same, one tree per step. */
export function* readTreesSteps(json: unknown, featureCount: number): Steps<TreeEnsemble> {
  const { trees: unread } = parse(treesSchema, json, '')
  const source: TreeJson[] = []
  for (const [t, tree] of unread.entries()) {
    const read = parse(treeSchema, tree, `tree ${t}: `)
    checkLengths(read, t)
    source.push(read)
    yield
  }
  const trees = allocate(source, featureCount)
  for (const [t, tree] of source.entries()) fill(trees, tree, t)
  for (const t of source.keys()) {
    checkTree(trees, t)
    yield
  }
  return trees
}

function parse<S extends z.ZodType>(schema: S, json: unknown, what: string): z.infer<S> {
  const { success, data, error } = schema.safeParse(json)
  if (success) return data
  throw new BundleError(FILE, `${what}${z.prettifyError(error)}`, { cause: error })
}

function checkLengths(tree: TreeJson, t: number): void {
  const nodes = tree.feature.length
  const perNode = [tree.threshold, tree.missing, tree.defaultLeft, tree.left, tree.right, tree.cover]
  const ok =
    perNode.every((values) => values.length === nodes) &&
    tree.leafValue.length === nodes + 1 &&
    tree.leafCover.length === nodes + 1
  if (!ok) throw new BundleError(FILE, `tree ${t}: its arrays do not fit together`)
}

function allocate(source: TreeJson[], featureCount: number): TreeEnsemble {
  const nodes = source.reduce((sum, tree) => sum + tree.feature.length, 0)
  const leaves = nodes + source.length
  return {
    featureCount,
    treeCount: source.length,
    nodeStart: new Int32Array(source.length + 1),
    leafStart: new Int32Array(source.length + 1),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missing: new Uint8Array(nodes),
    defaultLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    cover: new Float64Array(nodes),
    leafCover: new Float64Array(leaves),
    leafValue: new Float64Array(leaves),
  }
}

function fill(trees: TreeEnsemble, tree: TreeJson, t: number): void {
  const node = trees.nodeStart[t]!
  const leaf = trees.leafStart[t]!
  const place = (child: number) => (child >= 0 ? node + child : ~(leaf + ~child))
  trees.nodeStart[t + 1] = node + tree.feature.length
  trees.leafStart[t + 1] = leaf + tree.leafValue.length
  trees.feature.set(tree.feature, node)
  trees.threshold.set(tree.threshold, node)
  trees.missing.set(tree.missing, node)
  trees.defaultLeft.set(tree.defaultLeft, node)
  trees.left.set(tree.left.map(place), node)
  trees.right.set(tree.right.map(place), node)
  trees.cover.set(tree.cover, node)
  trees.leafCover.set(tree.leafCover, leaf)
  trees.leafValue.set(tree.leafValue, leaf)
}

function checkTree(trees: TreeEnsemble, t: number): void {
  const invalid = (reason: string) => new BundleError(FILE, `tree ${t}: ${reason}`)
  const nodeFrom = trees.nodeStart[t]!
  const nodeTo = trees.nodeStart[t + 1]!
  const leafTo = trees.leafStart[t + 1]!
  const seen = new Set<number>()
  const pending = [rootOf(trees, t)]
  for (let child = pending.pop(); child !== undefined; child = pending.pop()) {
    const inside =
      child >= 0 ? child >= nodeFrom && child < nodeTo : ~child >= trees.leafStart[t]! && ~child < leafTo
    if (!inside) throw invalid('a child lies outside the tree')
    if (seen.has(child)) throw invalid('a node is reached twice')
    seen.add(child)
    if (child < 0) continue
    pending.push(trees.left[child]!, trees.right[child]!)
  }
  if (seen.size !== nodeTo - nodeFrom + leafTo - trees.leafStart[t]!) throw invalid('a node is never reached')
  for (let node = nodeFrom; node < nodeTo; node++) checkSplit(trees, node, invalid)
}

function checkSplit(trees: TreeEnsemble, node: number, invalid: (reason: string) => BundleError): void {
  const feature = trees.feature[node]!
  if (feature < 0 || feature >= trees.featureCount) throw invalid(`feature ${feature} does not exist`)
  const value = trees.threshold[node]!
  if (Math.fround(value) !== value) throw invalid(`threshold ${value} is not a float32 value`)
  const children = coverOf(trees, trees.left[node]!) + coverOf(trees, trees.right[node]!)
  if (children !== trees.cover[node])
    throw invalid('the covers of two children do not sum to the cover of their parent')
}
