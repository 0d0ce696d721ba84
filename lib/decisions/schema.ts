import { DECISIONS } from '@/lib/transactions/schema'
import { z } from 'zod'

/** For how long a decision may be undone by its author. */
export const UNDO_MS = 5 * 60_000

/** The moment until which a decision may be undone; null once it has passed. */
export function undoableUntil(decidedAt: Date, now: Date): Date | null {
  const until = new Date(decidedAt.getTime() + UNDO_MS)
  return until > now ? until : null
}

export const feedbackBody = z.strictObject({
  decision: z.enum(DECISIONS),
  notes: z.string().trim().max(2048).optional().describe('The rationale, at most 2,048 characters'),
})
export type Feedback = z.output<typeof feedbackBody>

/** The decisions that still count, in the order given: neither a retraction nor retracted. */
export function standing<T extends { id: string; decision: string; retractsId: string | null }>(
  decisions: readonly T[],
): T[] {
  const retracted = new Set(decisions.map((row) => row.retractsId))
  return decisions.filter((row) => row.decision !== 'retracted' && !retracted.has(row.id))
}
