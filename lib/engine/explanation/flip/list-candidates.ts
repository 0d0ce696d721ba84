import { type Alternative, alternativesOf, changeFact } from './change-fact'
import type { Direction } from './fact'
import { FACT_NAMES, FACTS } from './facts'
import type { ScoredRow } from './scored-row'

/** One or two facts changed. */
export interface Candidate {
  changes: Alternative[]
  size: number
  row: ScoredRow
}

/** Every single change, then pairs of changes as far as the room reaches: fewer alternatives of each fact, spread evenly. */
export function listCandidates(row: ScoredRow, direction: Direction, room: number): Candidate[] {
  const byFact = FACT_NAMES.map((name) => alternativesOf(row, name, direction)).filter(
    ({ length }) => length > 0,
  )
  const singles = byFact.flat().map((change) => ({ changes: [change], size: change.size, row: change.row }))
  const pairs = byFact.flatMap((one, i) => byFact.slice(i + 1).map((other) => [one, other] as const))
  const each = alternativesPerFact(pairs, room - singles.length)
  return [...singles, ...pairs.flatMap(([one, other]) => combine(spread(one, each), spread(other, each)))]
}

type Pair = readonly [readonly Alternative[], readonly Alternative[]]

/** How many alternatives of each fact the pairs may take so that all of them fit; 0 where not even one of each does. */
function alternativesPerFact(pairs: readonly Pair[], room: number): number {
  const longest = Math.max(0, ...pairs.flat().map(({ length }) => length))
  const rows = (each: number) =>
    pairs.reduce((sum, [one, other]) => sum + Math.min(each, one.length) * Math.min(each, other.length), 0)
  let each = 0
  while (each < longest && rows(each + 1) <= room) each += 1
  return each
}

/** The second change is made on the row of the first, so that features of both see both. */
function combine(ones: readonly Alternative[], others: readonly Alternative[]): Candidate[] {
  return ones.flatMap((one) =>
    others.flatMap((other) => {
      const row = changeFact(one.row, FACTS[other.fact], other.from, other.to)
      return row ? [{ changes: [one, other], size: one.size + other.size, row }] : []
    }),
  )
}

/** At most n of the items, evenly from the first to the last. */
function spread<T>(items: readonly T[], n: number): T[] {
  if (items.length <= n) return [...items]
  return Array.from(
    { length: n },
    (_, i) => items[Math.round((i * (items.length - 1)) / Math.max(1, n - 1))]!,
  )
}
