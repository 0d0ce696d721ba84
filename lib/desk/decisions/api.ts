import { z } from 'zod'
import { ENTITY_KINDS } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { DECISIONS } from '@/lib/contract/decisions'
import { decideOpenAlerts } from './decide-open-alerts'
import { recordDecision } from './record-decision'
import { type DecidedMany, recordDecisions } from './record-decisions'
import { bulkFeedbackBody, bulkUndoBody, feedbackBody } from './schema'
import { undoDecision } from './undo-decision'
import { undoDecisions } from './undo-decisions'

const params = z.object({ id: z.uuid() })

export const giveFeedbackOperation = defineOperation({
  id: 'giveFeedback',
  method: 'POST',
  path: '/api/transactions/{id}/feedback',
  tag: 'Transactions',
  summary: "Record an analyst's decision",
  description: 'History is kept and the latest decision counts. Its author may undo it within five minutes.',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  body: feedbackBody,
  response: {
    status: 201,
    schema: z.object({
      id: z.uuid(),
      transaction_id: z.uuid(),
      decision: z.enum(DECISIONS),
      decided_at: z.string(),
    }),
  },
  errors: ['not-found', 'database-unavailable'],
  async handler({ ctx, params, body }) {
    const decided = await recordDecision(ctx, params.id, body)
    return {
      id: decided.id,
      transaction_id: decided.transactionId,
      decision: body.decision,
      decided_at: decided.decidedAt.toISOString(),
    }
  },
})

export const undoFeedbackOperation = defineOperation({
  id: 'undoFeedback',
  method: 'DELETE',
  path: '/api/transactions/{id}/feedback',
  tag: 'Transactions',
  summary: "Undo one's own latest decision within five minutes",
  description: 'The decision stays in the history with its retraction; what stood before it counts again.',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  response: { status: 200, schema: z.object({ decision: z.enum(DECISIONS).nullable() }) },
  errors: ['not-found', 'conflict', 'too-late', 'database-unavailable'],
  async handler({ ctx, params }) {
    const { decision } = await undoDecision(ctx, params.id)
    return { decision: z.enum(DECISIONS).nullable().parse(decision) }
  },
})

const bulkResponse = z.object({
  updated: z.int().describe('How many transactions were decided now'),
  already: z.int().describe('How many stood at that decision before and were left as they are'),
  transaction_ids: z.array(z.uuid()).describe('Those that were decided now: what an undo would name'),
})

const presentMany = ({ transactionIds, already }: DecidedMany) => ({
  updated: transactionIds.length,
  already,
  transaction_ids: transactionIds,
})

export const decideManyOperation = defineOperation({
  id: 'decideMany',
  method: 'POST',
  path: '/api/investigate/bulk',
  tag: 'Transactions',
  summary: 'Record one decision on many transactions',
  description:
    'All of them or none. Each keeps a history and an audit row of its own. More than one at a time needs the permission ' +
    'transaction:decide-many.',
  auth: 'user',
  permission: 'transaction:decide',
  body: bulkFeedbackBody,
  response: { status: 200, schema: bulkResponse },
  errors: ['not-found'],
  handler: async ({ ctx, body: { transaction_ids, ...feedback } }) =>
    presentMany(await recordDecisions(ctx, transaction_ids, feedback)),
})

export const undoManyOperation = defineOperation({
  id: 'undoMany',
  method: 'DELETE',
  path: '/api/investigate/bulk',
  tag: 'Transactions',
  summary: "Undo one's own latest decisions of the last five minutes",
  description: 'Transactions on which somebody else decided since, or the time has passed, stay as they are.',
  auth: 'user',
  permission: 'transaction:decide',
  body: bulkUndoBody,
  response: { status: 200, schema: z.object({ undone: z.int(), kept: z.int() }) },
  errors: ['not-found'],
  async handler({ ctx, body }) {
    const { undone, kept } = await undoDecisions(ctx, body.transaction_ids)
    return { undone: undone.length, kept }
  },
})

export const decideOpenAlertsOperation = defineOperation({
  id: 'decideOpenAlerts',
  method: 'POST',
  path: '/api/entities/{account_id}/decisions',
  tag: 'Entities',
  summary: 'Record one decision on all open alerts of an entity',
  description:
    'The newest thousand alerts in which it takes part and nobody has decided; `more` says that others are left. More than ' +
    'one needs the permission transaction:decide-many.',
  auth: 'user',
  permission: 'transaction:decide',
  params: z.object({ account_id: z.string().min(1).max(64) }),
  query: z.strictObject({ kind: z.enum(ENTITY_KINDS).default('account') }),
  body: feedbackBody,
  response: { status: 200, schema: bulkResponse.extend({ more: z.boolean() }) },
  errors: ['not-found'],
  async handler({ ctx, params, query, body }) {
    const decided = await decideOpenAlerts(ctx, { kind: query.kind, id: params.account_id }, body)
    return { ...presentMany(decided), more: decided.more }
  },
})
