import type { TreeEnsemble } from '../trees'
import { codeCount, leftCodes, type ThresholdCodes } from './threshold-codes'

/** A partition of 0..n-1: element i belongs to part partOf[i]. Plain arrays, because most have few elements. */
export interface Partition {
  partOf: number[]
  parts: number
}

/** 1 or 0 per element. */
export type Sides = ArrayLike<number>

/**
 * Per feature the classes of codes that take the same side at every split of a tree. A tree has a few classes per
 * feature where the ensemble has hundreds of codes.
 */
export interface SplitClasses {
  /** By feature; only features that the tree uses. */
  ofFeature: Map<number, Partition>
  /** Per class of the node's feature: 1 if the class goes left at the node. */
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

/** The partition with one part. */
export function whole(length: number): Partition {
  return { partOf: Array<number>(length).fill(0), parts: 1 }
}

/** Splits each part into its elements of side 0 and of side 1. */
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

/** The side of each part. All elements of a part must have the same side. */
export function sidesOfParts({ partOf, parts }: Partition, sides: Sides): number[] {
  const ofParts = Array<number>(parts).fill(0)
  partOf.forEach((part, i) => (ofParts[part] = sides[i]!))
  return ofParts
}
