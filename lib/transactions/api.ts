import { z } from 'zod'
import { defineOperation } from '@/lib/http/operation'
import { counterfactualAnswer, queueItemAnswer, transactionAnswer } from './answers'
import { pageEnd, presentPageEnd } from './page-end'
import { presentCounterfactual, presentQueueItem, presentTransaction } from './present'
import { findCounterfactual, getTransaction, listQueue } from './queries'
import { filterFields, QUEUE_ORDERS } from './schema'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const listQueueOperation = defineOperation({
  id: 'listQueue',
  method: 'GET',
  path: '/api/queue',
  tag: 'Transactions',
  summary: 'List scored transactions',
  description:
    'Ordered by expected loss (score x amount) or by time of occurrence, ties by transaction id, newest first. Pass ' +
    'next_cursor back as cursor to go on; a page costs the same at any depth. A page looks through 20,000 rows at most: ' +
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
    schema: z.object({ items: z.array(queueItemAnswer), ...pageEnd }),
  },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const page = await listQueue(ctx, query)
    return { items: page.items.map(presentQueueItem), ...presentPageEnd(page) }
  },
})

export const getTransactionOperation = defineOperation({
  id: 'getTransaction',
  method: 'GET',
  path: '/api/transactions/{id}',
  tag: 'Transactions',
  summary: 'Read a transaction with its score, explanation, decisions and audit trail',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: z.uuid() }),
  response: { status: 200, schema: transactionAnswer },
  errors: ['not-found'],
  handler: async ({ ctx, params }) => presentTransaction(await getTransaction(ctx, params.id)),
})

export const getCounterfactualOperation = defineOperation({
  id: 'getCounterfactual',
  method: 'GET',
  path: '/api/transactions/{id}/counterfactual',
  tag: 'Transactions',
  summary: 'Find the smallest change that would have altered the outcome',
  description:
    'Tries up to 1,000 changes of one or two understandable facts (amount, hour, new counterparty, new device, ...) on the ' +
    'stored features, with the model and the thresholds that decided. One fact comes before two, then the smaller change. ' +
    'Nothing is stored.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: z.uuid() }),
  response: { status: 200, schema: counterfactualAnswer },
  errors: ['not-found', 'model-retired'],
  handler: async ({ ctx, params }) => presentCounterfactual(await findCounterfactual(ctx, params.id)),
})
