import { type Fact, type Direction } from './fact'
import { FACTS, type FactName } from './facts'
import type { ScoredRow } from './scored-row'

/** One way in which a row might have been otherwise. */
export interface Alternative {
  fact: FactName
  from: number
  to: number
  size: number
  row: ScoredRow
}

/**
 * The row with one fact changed and every feature that depends on it computed anew, rounded to float32 as features are.
 * Null where the stored row does not tell one of them.
 */
export function changeFact(row: ScoredRow, fact: Fact, from: number, to: number): ScoredRow | null {
  const input = fact.change(row.input, to)
  const features = new Map(row.features)
  for (const [name, recompute] of Object.entries(fact.dependents)) {
    if (!features.has(name)) continue
    const value = recompute({ row, input, from, to })
    if (value === null) return null
    features.set(name, Math.fround(value))
  }
  return { input, features }
}

/** Every alternative of a fact that the row can be computed for, nearest first; none where the model does not look at it. */
export function alternativesOf(row: ScoredRow, name: FactName, direction: Direction): Alternative[] {
  const fact: Fact = FACTS[name]
  const from = fact.read(row)
  const used = Object.keys(fact.dependents).some((feature) => row.features.has(feature))
  if (from === null || Number.isNaN(from) || !used) return []
  return fact.alternatives(from, direction).flatMap((to) => {
    const changed = changeFact(row, fact, from, to)
    return changed ? [{ fact: name, from, to, size: fact.sizeOf(from, to), row: changed }] : []
  })
}
