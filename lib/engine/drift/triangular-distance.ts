import { type Counts, sumOf } from './stability-index'

/**
 * Triangular discrimination of two histograms, sum of (x - y)^2 / (x + y) over the shares x and y: from 0 for equal ones to 2 for
 * disjoint ones (Topsoe, 2000). Unlike the stability index it needs no floor, so rare bins add little noise. 0 where a side is empty.
 */
export function triangularDistance(one: Counts, other: Counts): number {
  const [all, before] = [sumOf(one), sumOf(other)]
  if (!(all > 0) || !(before > 0)) return 0
  let distance = 0
  for (let bin = 0; bin < one.length; bin++) {
    const [x, y] = [one[bin]! / all, other[bin]! / before]
    if (x + y > 0) distance += (x - y) ** 2 / (x + y)
  }
  return distance
}
