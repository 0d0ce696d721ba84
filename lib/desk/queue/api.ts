import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { NOTHING } from '@/lib/contract/raw-response'
import { claimResponse, presentClaim } from '@/lib/desk/claims/schema'
import {
  filterFields,
  pageEnd,
  presentPageEnd,
  presentQueueItem,
  queueItemResponse,
} from '@/lib/desk/transactions/schema'
import { listQueue } from './list-queue'
import { nextAlert } from './next-alert'
import { nextAlertBody, QUEUE_ORDERS } from './schema'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const listQueueOperation = defineOperation({
  id: 'listQueue',
  method: 'GET',
  path: '/api/queue',
  tag: 'Transactions',
  summary: 'List scored transactions',
  description:
    'Ordered by expected loss (score x amount) or by time of occurrence, ties by transaction id, newest first. Pass ' +
    'next_cursor back as cursor to go on; a page costs the same at any depth. A page looks through 10,000 rows at most: ' +
    'where that ends before it is full, it holds what was found, and next_cursor goes on from there.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: z.strictObject({
    risk: filterFields.band,
    decided: flag.optional(),
    decision: filterFields.decision,
    outcome: filterFields.outcome,
    type: filterFields.type,
    min_amount: filterFields.min_amount,
    max_amount: filterFields.max_amount,
    age: filterFields.age,
    order: z.enum(QUEUE_ORDERS).default('loss'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(512).optional(),
  }),
  response: {
    status: 200,
    schema: z.object({ items: z.array(queueItemResponse), ...pageEnd }),
  },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const page = await listQueue(ctx, query)
    return { items: page.items.map(presentQueueItem), ...presentPageEnd(page) }
  },
})

export const nextAlertOperation = defineOperation({
  id: 'nextAlert',
  method: 'POST',
  path: '/api/claims/next',
  tag: 'Claims',
  summary: 'Claim the next open alert of the queue',
  description:
    'The first in the order and the filters given that nobody holds; those that the caller holds are passed over. Two ' +
    'callers never get the same one.',
  auth: 'user',
  permission: 'transaction:decide',
  body: nextAlertBody,
  response: { status: 200, schema: claimResponse, nothing: 'No alert is left' },
  errors: ['conflict'],
  async handler({ ctx, body }) {
    const claim = await nextAlert(ctx, body)
    return claim ? presentClaim(claim) : NOTHING
  },
})
