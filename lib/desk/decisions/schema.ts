import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { type Decision, DECISIONS } from '@/lib/contract/decisions'
import { transactionFilter } from '@/lib/desk/transactions/schema'

/** Inputs and responses of decisions; safe to import in the browser. */

export const feedbackBody = z.strictObject({
  decision: z.enum(DECISIONS),
  notes: z.string().trim().max(2048).optional().describe('The rationale, at most 2,048 characters'),
})
export type Feedback = z.output<typeof feedbackBody>

/** How many transactions may be decided at once, by their ids or by a filter. */
export const MAX_DECISIONS = 1_000

const transactionIds = z
  .array(uuid)
  .min(1)
  .max(MAX_DECISIONS)
  .refine((ids) => new Set(ids).size === ids.length, 'must not name a transaction twice')

export const matchingFeedbackBody = z.strictObject({
  transaction_ids: z.never('cannot be given with filter').optional(),
  filter: transactionFilter.describe(
    'The fields of the query of GET /api/investigate; the order has no effect',
  ),
  expected_count: z
    .int()
    .min(0)
    .describe('How many matches the user saw; where another number matches now, nothing is decided'),
  ...feedbackBody.shape,
})
export type MatchingFeedback = z.output<typeof matchingFeedbackBody>

export const bulkFeedbackBody = z.union([
  z.strictObject({
    transaction_ids: transactionIds,
    filter: z.never('cannot be given with transaction_ids').optional(),
    expected_count: z.never('belongs to filter').optional(),
    ...feedbackBody.shape,
  }),
  matchingFeedbackBody,
])
export const bulkUndoBody = z.strictObject({ transaction_ids: transactionIds })

export const recordedDecisionResponse = z.object({
  id: uuid,
  transaction_id: uuid,
  decision: z.enum(DECISIONS),
  decided_at: z.string(),
})
export type RecordedDecision = z.infer<typeof recordedDecisionResponse>

export const recordedDecisionsResponse = z.object({
  updated: z.int().describe('How many transactions were decided now'),
  already: z.int().describe('How many had this decision before and were left as they are'),
  transaction_ids: z.array(uuid).describe('Those that were decided now: what an undo would name'),
})
export type RecordedDecisions = z.infer<typeof recordedDecisionsResponse>

export const decidedAlertsResponse = recordedDecisionsResponse.extend({
  more: z.boolean().describe('Whether open alerts are left'),
})
export type DecidedAlerts = z.infer<typeof decidedAlertsResponse>

export const undoneDecisionResponse = z.object({
  decision: z.enum(DECISIONS).nullable().describe('What counts now'),
})
export type UndoneDecision = z.infer<typeof undoneDecisionResponse>

export const undoneDecisionsResponse = z.object({
  undone: z.int(),
  kept: z.int().describe('How many could not be undone'),
  transaction_ids: z.array(uuid).describe('Those that were undone'),
})
export type UndoneDecisions = z.infer<typeof undoneDecisionsResponse>

/** What a decision says about the transaction: fraud or not; null where it leaves that open. */
const SAYS_FRAUD: Partial<Record<Decision, boolean>> = { confirmed_fraud: true, false_positive: false }

/** The label that the decision in force stands for. */
export const labelOf = (decision: Decision | null): boolean | null =>
  decision === null ? null : (SAYS_FRAUD[decision] ?? null)
