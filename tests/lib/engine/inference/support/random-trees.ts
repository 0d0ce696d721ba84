import type { Random } from './random'

const THRESHOLDS = [-2, -0.5, -Math.fround(1e-35), 0, Math.fround(1e-35), 0.25, 1, 3, 'inf', '-inf'] as const
const VALUES = [
  -Infinity,
  -2,
  -1,
  -0.5,
  -1e-35,
  -1e-36,
  -0,
  0,
  1e-36,
  1e-35,
  0.25,
  0.5,
  1,
  3,
  4,
  Infinity,
  NaN,
]

interface TreeJson {
  feature: number[]
  threshold: (number | string)[]
  missing: number[]
  defaultLeft: number[]
  left: number[]
  right: number[]
  cover: number[]
  leafValue: number[]
  leafCover: number[]
}

/** The content of a trees.json with few features, so paths split repeatedly on the same feature; some covers are 0. */
export function randomTreesJson(random: Random, featureCount: number): { trees: TreeJson[] } {
  return { trees: Array.from({ length: 1 + random.below(3) }, () => randomTree(random, featureCount)) }
}

function randomTree(random: Random, featureCount: number): TreeJson {
  const tree: TreeJson = {
    feature: [],
    threshold: [],
    missing: [],
    defaultLeft: [],
    left: [],
    right: [],
    cover: [],
    leafValue: [],
    leafCover: [],
  }
  const grow = (cover: number, depth: number): number => {
    if (depth === 0 || random.next() < 0.2) {
      tree.leafCover.push(cover)
      return ~(tree.leafValue.push(random.next() * 4 - 2) - 1)
    }
    const node = tree.feature.push(random.below(featureCount)) - 1
    tree.threshold[node] = random.pick(THRESHOLDS)
    tree.missing[node] = random.below(3)
    tree.defaultLeft[node] = random.below(2)
    tree.cover[node] = cover
    const toLeft = random.next() < 0.1 ? 0 : random.below(cover + 1)
    tree.left[node] = grow(toLeft, depth - 1)
    tree.right[node] = grow(cover - toLeft, depth - 1)
    return node
  }
  grow(200, random.below(6))
  return tree
}

export function randomRow(random: Random, featureCount: number): Float32Array {
  return Float32Array.from({ length: featureCount }, () => random.pick(VALUES))
}

/** A tree that splits once on each feature, one below the other: the paths of its last leaves have all features. */
export function chainTreeJson(features: number): { trees: TreeJson[] } {
  const nodes = Array.from({ length: features }, (_, i) => i)
  const isLast = (i: number) => i === features - 1
  return {
    trees: [
      {
        feature: nodes,
        threshold: nodes.map((i) => (i % 3) - 0.5),
        missing: nodes.map((i) => i % 3),
        defaultLeft: nodes.map((i) => i % 2),
        left: nodes.map((i) => ~i),
        right: nodes.map((i) => (isLast(i) ? ~features : i + 1)),
        cover: nodes.map((i) => 3 * (features - i) + 2),
        leafValue: [...nodes, features].map((i) => 0.37 * i - 1),
        leafCover: [...nodes.map(() => 3), 2],
      },
    ],
  }
}
