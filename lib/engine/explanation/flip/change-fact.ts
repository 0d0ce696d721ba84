import { type Fact, type Direction } from './fact'
import { FACTS, type FactName } from './facts'
import type { ScoredRow } from './scored-row'

/** A row with one fact changed from `from` to `to`. */
export interface Alternative {
  fact: FactName
  from: number
  to: number
  size: number
  row: ScoredRow
}

/**
 * Changes one fact and recomputes the features that depend on it, rounded to float32. Null where a feature does not
 * follow from the stored row.
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

/** All computable alternatives of a fact, nearest first; none if the model uses no feature that depends on the fact. */
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
