import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ENTITY_KINDS } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { recordDecision, recordDecisions } from './decide'
import { decideMatching } from './decide-matching'
import { decideOpenAlerts } from './decide-open-alerts'
import {
  bulkFeedbackBody,
  bulkUndoBody,
  decidedAlertsResponse,
  decisionBody,
  manyDecisionsBody,
  recordedDecisionResponse,
  recordedDecisionsResponse,
  undoneDecisionResponse,
  undoneDecisionsResponse,
  versionsOf,
} from './schema'
import { undoDecision, undoDecisions } from './undo'

const params = z.object({ id: uuid })

export const giveFeedbackOperation = defineOperation({
  id: 'giveFeedback',
  method: 'POST',
  path: '/api/transactions/{id}/feedback',
  tag: 'Transactions',
  summary: "Record an analyst's decision",
  description:
    'History is kept and the latest decision counts. Its author may undo it within five minutes. With If-Match it is ' +
    'rejected with 412 where another decision is in force than the one that was read; without, `replaced` names what it ' +
    'replaced. The same decision of the same user again, with nothing in between, adds nothing: `repeated`. While another ' +
    'user has claimed the transaction the response is 409 `claimed`.',
  auth: 'user',
  permission: 'transaction:decide',
  versioned: true,
  params,
  body: decisionBody,
  response: { status: 201, schema: recordedDecisionResponse },
  errors: ['not-found', 'claimed', 'database-unavailable'],
  handler: ({ ctx, params, body, ifMatch }) => recordDecision(ctx, params.id, body, ifMatch),
})

export const undoFeedbackOperation = defineOperation({
  id: 'undoFeedback',
  method: 'DELETE',
  path: '/api/transactions/{id}/feedback',
  tag: 'Transactions',
  summary: "Undo one's own latest decision within five minutes",
  description:
    'The decision stays in the history with its retraction; the decision before it counts again, with its label. Where ' +
    'another user decided since, the response is 409 with that decision, or 412 with If-Match. While another user has ' +
    'claimed the transaction the response is 409 `claimed`.',
  auth: 'user',
  permission: 'transaction:decide',
  versioned: true,
  params,
  query: z.strictObject({
    override_claim: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional()
      .describe('Go on although another user has claimed it. Needs the permission claim:override'),
  }),
  response: { status: 200, schema: undoneDecisionResponse },
  errors: ['not-found', 'conflict', 'claimed', 'too-late', 'database-unavailable'],
  handler: ({ ctx, params, query, ifMatch }) =>
    undoDecision(ctx, params.id, { ...query, expectedVersion: ifMatch }),
})

export const decideManyOperation = defineOperation({
  id: 'decideMany',
  method: 'POST',
  path: '/api/investigate/bulk',
  tag: 'Transactions',
  summary: 'Record one decision on many transactions',
  description:
    'Named by their ids, or all that match a filter with the fields of the query of GET /api/investigate. All of them or ' +
    'none. Each keeps a history and an audit row of its own; one more audit row holds the filter with the ids that it ' +
    'selected. Selection and decision are one database transaction. Where the number of matches is not `expected_count`, ' +
    'the response is 409 with `current_count` and nothing is decided. A filter is rejected with 422 where more than 1,000 ' +
    'transactions match, or where they cannot be counted exactly because the search looks through 10,000 rows and, for a ' +
    'text, 20 ids at most. Where `expected_versions` of the ids are others now, the response is 412 with the decisions in ' +
    'force. Where another user has claimed one of them, the response is 409 `claimed` with all such claims, unless ' +
    '`skip_claimed` or `override_claim` is sent. DELETE undoes the `transaction_ids` of the response in both cases. More than one at a time ' +
    'needs the permission transaction:decide-many.',
  auth: 'user',
  permission: 'transaction:decide',
  body: bulkFeedbackBody,
  response: { status: 200, schema: recordedDecisionsResponse },
  errors: ['not-found', 'conflict', 'claimed', 'version-conflict', 'invalid-reference'],
  handler: ({ ctx, body }) =>
    body.filter === undefined
      ? recordDecisions(ctx, body.transaction_ids, body, versionsOf(body))
      : decideMatching(ctx, body),
})

export const undoManyOperation = defineOperation({
  id: 'undoMany',
  method: 'DELETE',
  path: '/api/investigate/bulk',
  tag: 'Transactions',
  summary: "Undo one's own latest decisions of the last five minutes",
  description:
    'Transactions stay as they are where another user decided since, where the version is not that of ' +
    '`expected_versions`, or where the five minutes have passed. Where another user has claimed one of the others, the ' +
    'response is 409 `claimed`, unless `skip_claimed` or `override_claim` is sent.',
  auth: 'user',
  permission: 'transaction:decide',
  body: bulkUndoBody,
  response: { status: 200, schema: undoneDecisionsResponse },
  errors: ['not-found', 'claimed'],
  handler: ({ ctx, body }) => undoDecisions(ctx, body.transaction_ids, body, versionsOf(body)),
})

export const decideOpenAlertsOperation = defineOperation({
  id: 'decideOpenAlerts',
  method: 'POST',
  path: '/api/entities/{account_id}/decisions',
  tag: 'Entities',
  summary: 'Record one decision on all open alerts of an entity',
  description:
    'Covers the newest thousand open alerts of the entity; `more` says whether others are left. Where another user has ' +
    'claimed one of them, the response is 409 `claimed`, unless `skip_claimed` or `override_claim` is sent. More than one ' +
    'needs the permission transaction:decide-many.',
  auth: 'user',
  permission: 'transaction:decide',
  params: z.object({ account_id: z.string().min(1).max(64) }),
  query: z.strictObject({ kind: z.enum(ENTITY_KINDS).default('account') }),
  body: manyDecisionsBody,
  response: { status: 200, schema: decidedAlertsResponse },
  errors: ['not-found', 'claimed'],
  handler: ({ ctx, params, query, body }) =>
    decideOpenAlerts(ctx, { kind: query.kind, id: params.account_id }, body),
})
