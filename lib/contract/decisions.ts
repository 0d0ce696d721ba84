/** What an analyst can say of a transaction; the latest that is not retracted counts. */
export const DECISIONS = ['confirmed_fraud', 'false_positive', 'escalated'] as const
export type Decision = (typeof DECISIONS)[number]

/** For how long a decision may be undone by its author. */
export const UNDO_MS = 5 * 60_000

/** The moment until which a decision may be undone; null once it has passed. */
export function undoableUntil(decidedAt: Date, now: Date): Date | null {
  const until = new Date(decidedAt.getTime() + UNDO_MS)
  return until > now ? until : null
}

/** The decisions that still count, in the order given: neither a retraction nor retracted. */
export function standing<T extends { id: string; decision: string; retractsId: string | null }>(
  decisions: readonly T[],
): T[] {
  const retracted = new Set(decisions.map((row) => row.retractsId))
  return decisions.filter((row) => row.decision !== 'retracted' && !retracted.has(row.id))
}
