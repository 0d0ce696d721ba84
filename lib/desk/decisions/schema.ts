import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { type Decision, DECISIONS } from '@/lib/contract/decisions'
import { claimChoice, claimResponse } from '@/lib/desk/claims/schema'
import { transactionFilter } from '@/lib/desk/transactions/schema'

/** Inputs and responses of decisions; safe to import in the browser. */

const feedbackBody = z.strictObject({
  decision: z.enum(DECISIONS),
  notes: z.string().trim().max(2048).optional().describe('The rationale, at most 2,048 characters'),
})
/** The body of one decision. */
export const decisionBody = feedbackBody.extend({ override_claim: claimChoice.override_claim })
/** The body of one decision on many transactions. */
export const manyDecisionsBody = feedbackBody.extend(claimChoice)
export type Feedback = z.output<typeof decisionBody>
export type BulkFeedback = z.output<typeof manyDecisionsBody>

/** How many transactions may be decided at once, by their ids or by a filter. */
export const MAX_DECISIONS = 1_000

const transactionIds = z
  .array(uuid)
  .min(1)
  .max(MAX_DECISIONS)
  .refine((ids) => new Set(ids).size === ids.length, 'must not name a transaction twice')

const expectedVersions = z
  .array(z.int().min(0).max(2_147_483_647))
  .max(MAX_DECISIONS)
  .optional()
  .describe('The decision_version that was read of each of transaction_ids, in their order')

const MISALIGNED = 'must have one version for each of transaction_ids'
interface Versioned {
  transaction_ids: readonly string[]
  expected_versions?: readonly number[] | undefined
}
const isAligned = ({ transaction_ids: ids, expected_versions: versions }: Versioned): boolean =>
  versions === undefined || versions.length === ids.length
const aligned = { error: MISALIGNED, path: ['expected_versions'] }

/** The versions by transaction; empty where none were sent. */
export const versionsOf = ({ transaction_ids: ids, expected_versions: versions = [] }: Versioned) =>
  new Map(versions.map((version, i) => [ids[i] as string, version]))

export const matchingFeedbackBody = z.strictObject({
  transaction_ids: z.never('cannot be given with filter').optional(),
  filter: transactionFilter.describe(
    'The fields of the query of GET /api/investigate; the order has no effect',
  ),
  expected_count: z
    .int()
    .min(0)
    .describe('How many matches the user saw; where another number matches now, nothing is decided'),
  ...manyDecisionsBody.shape,
})
export type MatchingFeedback = z.output<typeof matchingFeedbackBody>

export const bulkFeedbackBody = z.union([
  z
    .strictObject({
      transaction_ids: transactionIds,
      expected_versions: expectedVersions,
      filter: z.never('cannot be given with transaction_ids').optional(),
      expected_count: z.never('belongs to filter').optional(),
      ...manyDecisionsBody.shape,
    })
    .refine(isAligned, aligned),
  matchingFeedbackBody,
])
export const bulkUndoBody = z
  .strictObject({ transaction_ids: transactionIds, expected_versions: expectedVersions, ...claimChoice })
  .refine(isAligned, aligned)

const version = z.int().describe('Of the decision now: the value for If-Match')

/** A decision that is in force, or was until now. */
export const decisionInForce = z.object({
  transaction_id: uuid,
  decision: z.enum(DECISIONS),
  decision_version: z.int(),
  user_id: uuid,
  user_name: z.string(),
  decided_at: z.string(),
})
export type DecisionInForce = z.infer<typeof decisionInForce>

export const recordedDecisionResponse = z.object({
  id: uuid,
  transaction_id: uuid,
  decision: z.enum(DECISIONS),
  decision_version: version,
  decided_at: z.string(),
  replaced: decisionInForce.nullable().describe('The decision that was in force before; null without one'),
  repeated: z
    .boolean()
    .describe('The same user had made the same decision, with nothing in between: nothing was added'),
})
export type RecordedDecision = z.infer<typeof recordedDecisionResponse>

export const recordedDecisionsResponse = z.object({
  updated: z.int().describe('How many transactions were decided now'),
  already: z.int().describe('How many had this decision before and were left as they are'),
  transaction_ids: z.array(uuid).describe('Those that were decided now: what an undo would name'),
  decision_versions: z.array(version).describe('Of each of transaction_ids, in their order'),
  replaced: z.array(decisionInForce).describe('The decisions that were in force before'),
  skipped: z
    .array(claimResponse)
    .describe('With skip_claimed: the claims of other users, whose transactions were left as they are'),
})
export type RecordedDecisions = z.infer<typeof recordedDecisionsResponse>

export const decidedAlertsResponse = recordedDecisionsResponse.extend({
  more: z.boolean().describe('Whether open alerts are left'),
})
export type DecidedAlerts = z.infer<typeof decidedAlertsResponse>

export const undoneDecisionResponse = z.object({
  decision: z.enum(DECISIONS).nullable().describe('What counts now'),
  decision_version: version,
})
export type UndoneDecision = z.infer<typeof undoneDecisionResponse>

export const undoneDecisionsResponse = z.object({
  undone: z.int(),
  kept: z.int().describe('How many could not be undone'),
  transaction_ids: z.array(uuid).describe('Those that were undone'),
  decision_versions: z.array(version).describe('Of each of transaction_ids, in their order'),
  skipped: z
    .array(claimResponse)
    .describe('With skip_claimed: the claims of other users, whose transactions were kept'),
})
export type UndoneDecisions = z.infer<typeof undoneDecisionsResponse>

/** What a decision says about the transaction: fraud or not; null where it leaves that open. */
const SAYS_FRAUD: Partial<Record<Decision, boolean>> = { confirmed_fraud: true, false_positive: false }

/** The label that the decision in force stands for. */
export const labelOf = (decision: Decision | null): boolean | null =>
  decision === null ? null : (SAYS_FRAUD[decision] ?? null)
