import { type Alternative, alternativesOf, changeFact } from './change-fact'
import type { Direction } from './fact'
import { FACT_NAMES, FACTS } from './facts'
import type { ScoredRow } from './scored-row'

/** A row with one or two changed facts. */
export interface Candidate {
  changes: Alternative[]
  size: number
  row: ScoredRow
}

/** All single changes, then pairs of changes up to `limit` rows; pairs use an even sample of each fact's alternatives. */
export function listCandidates(row: ScoredRow, direction: Direction, limit: number): Candidate[] {
  const byFact = FACT_NAMES.map((name) => alternativesOf(row, name, direction)).filter(
    ({ length }) => length > 0,
  )
  const singles = byFact.flat().map((change) => ({ changes: [change], size: change.size, row: change.row }))
  const pairs = byFact.flatMap((one, i) => byFact.slice(i + 1).map((other) => [one, other] as const))
  const each = alternativesPerFact(pairs, limit - singles.length)
  return [...singles, ...pairs.flatMap(([one, other]) => combine(spread(one, each), spread(other, each)))]
}

type Pair = readonly [readonly Alternative[], readonly Alternative[]]

/** The most alternatives per fact for which all pairs fit into `limit` rows; 0 if one each is too many. */
function alternativesPerFact(pairs: readonly Pair[], limit: number): number {
  const longest = Math.max(0, ...pairs.flat().map(({ length }) => length))
  const rows = (each: number) =>
    pairs.reduce((sum, [one, other]) => sum + Math.min(each, one.length) * Math.min(each, other.length), 0)
  let each = 0
  while (each < longest && rows(each + 1) <= limit) each += 1
  return each
}

/** Applies the second change to the row of the first, so features that depend on both facts use both changes. */
function combine(ones: readonly Alternative[], others: readonly Alternative[]): Candidate[] {
  return ones.flatMap((one) =>
    others.flatMap((other) => {
      const row = changeFact(one.row, FACTS[other.fact], other.from, other.to)
      return row ? [{ changes: [one, other], size: one.size + other.size, row }] : []
    }),
  )
}

/** At most n items, evenly spaced from the first to the last. */
function spread<T>(items: readonly T[], n: number): T[] {
  if (items.length <= n) return [...items]
  return Array.from(
    { length: n },
    (_, i) => items[Math.round((i * (items.length - 1)) / Math.max(1, n - 1))]!,
  )
}
