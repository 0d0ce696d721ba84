import { z } from 'zod'
import { defineOperation } from '@/lib/http/operation'
import { DECISIONS } from '@/lib/transactions/schema'
import { recordDecision } from './record-decision'
import { feedbackBody } from './schema'
import { undoDecision } from './undo-decision'

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
