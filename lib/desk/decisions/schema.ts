import { DECISIONS } from '@/lib/contract/decisions'
import { z } from 'zod'

/** What a decision says about the transaction: fraud or not; null where it leaves that open. */
const SAYS_FRAUD: Record<string, boolean | null> = {
  confirmed_fraud: true,
  false_positive: false,
} satisfies Partial<Record<(typeof DECISIONS)[number], boolean>>

/** The label that the decision in force stands for. */
export const labelOf = (decision: string | null): boolean | null =>
  decision === null ? null : (SAYS_FRAUD[decision] ?? null)

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

/** How many transactions may be decided at once. */
export const MAX_DECISIONS = 1_000

const transactionIds = z
  .array(z.uuid().toLowerCase())
  .min(1)
  .max(MAX_DECISIONS)
  .refine((ids) => new Set(ids).size === ids.length, 'must not name a transaction twice')

export const bulkFeedbackBody = z.strictObject({ transaction_ids: transactionIds, ...feedbackBody.shape })
export const bulkUndoBody = z.strictObject({ transaction_ids: transactionIds })

/** The decisions that still count, in the order given: neither a retraction nor retracted. */
export function standing<T extends { id: string; decision: string; retractsId: string | null }>(
  decisions: readonly T[],
): T[] {
  const retracted = new Set(decisions.map((row) => row.retractsId))
  return decisions.filter((row) => row.decision !== 'retracted' && !retracted.has(row.id))
}
