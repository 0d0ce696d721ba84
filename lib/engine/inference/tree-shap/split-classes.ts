import type { TreeEnsemble } from '../trees'
import { codeCount, leftCodes, type ThresholdCodes } from './threshold-codes'

/** Numbers that fall into parts; those of one part cannot be told apart. Plain arrays: most hold a handful. */
export interface Partition {
  partOf: number[]
  parts: number
}

/** 1 or 0 for each of the numbers. */
export type Sides = ArrayLike<number>

/**
 * What the splits of one tree can tell: per feature the classes of codes that take the same side everywhere. A tree
 * tells a handful of classes apart where the ensemble has hundreds of codes.
 */
export interface SplitClasses {
  /** By feature; only features that the tree splits on. */
  ofFeature: Map<number, Partition>
  /** The classes that go left at a node of the tree. */
  left(node: number): number[]
}

export function splitClasses(trees: TreeEnsemble, codes: ThresholdCodes, tree: number): SplitClasses {
  const from = trees.nodeStart[tree]!
  const to = trees.nodeStart[tree + 1]!
  const leftByCode = Array.from({ length: to - from }, (_, i) => leftCodes(codes, trees, from + i))
  const ofFeature = new Map<number, Partition>()
  leftByCode.forEach((left, i) => {
    const feature = trees.feature[from + i]!
    ofFeature.set(feature, refine(ofFeature.get(feature) ?? whole(codeCount(codes, feature)), left))
  })
  const left = (node: number) => sidesOfParts(ofFeature.get(trees.feature[node]!)!, leftByCode[node - from]!)
  return { ofFeature, left }
}

/** All numbers in one part. */
export function whole(length: number): Partition {
  return { partOf: Array<number>(length).fill(0), parts: 1 }
}

/** Splits each part by the sides of its numbers. */
export function refine({ partOf, parts }: Partition, sides: Sides): Partition {
  const numbers = Array<number>(2 * parts).fill(-1)
  let count = 0
  const refined = partOf.map((part, i) => {
    const key = 2 * part + sides[i]!
    if (numbers[key] === -1) numbers[key] = count++
    return numbers[key]!
  })
  return { partOf: refined, parts: count }
}

/** The side of each part, where all numbers of a part are on the same one. */
export function sidesOfParts({ partOf, parts }: Partition, sides: Sides): number[] {
  const ofParts = Array<number>(parts).fill(0)
  partOf.forEach((part, i) => (ofParts[part] = sides[i]!))
  return ofParts
}
