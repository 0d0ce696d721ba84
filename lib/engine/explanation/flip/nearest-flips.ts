import type { Outcome } from '@/lib/engine/policy'
import { FACTS, type FactName } from './facts'
import type { Candidate } from './list-candidates'

export interface FactValue {
  fact: FactName
  from: number
  to: number
  /** True if every tried value beyond `to` also flips the outcome. */
  orBeyond: boolean
}

/** A change of one or two facts that changes the outcome. */
export interface Flip {
  changes: FactValue[]
  outcome: Outcome
  /** Calibrated probability after the change. */
  score: number
}

/** A candidate with its score and outcome. */
export interface Tried extends Candidate {
  outcome: Outcome
  score: number
  flipped: boolean
}

/** The nearest flip of each set of facts, smallest first. */
export function nearestFlips(tried: readonly Tried[]): Flip[] {
  const sets = new Map<string, Tried[]>()
  for (const candidate of tried) {
    const set = candidate.changes.map(({ fact }) => fact).join()
    const same = sets.get(set)
    if (same) same.push(candidate)
    else sets.set(set, [candidate])
  }
  return [...sets.values()]
    .flatMap((same) => nearestOf(same.sort((a, b) => a.size - b.size)))
    .sort((a, b) => a.size - b.size)
    .map(({ flip }) => flip)
}

function nearestOf(bySize: readonly Tried[]): { flip: Flip; size: number }[] {
  const at = bySize.findIndex(({ flipped }) => flipped)
  const nearest = bySize[at]
  if (!nearest) return []
  const { changes, outcome, score, size } = nearest
  const beyond = bySize.slice(at).every(({ flipped }) => flipped)
  const orBeyond = (fact: FactName) => changes.length === 1 && FACTS[fact].ordered && beyond
  const values = changes.map(({ fact, from, to }) => ({ fact, from, to, orBeyond: orBeyond(fact) }))
  return [{ flip: { changes: values, outcome, score }, size }]
}
