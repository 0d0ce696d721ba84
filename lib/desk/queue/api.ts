import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { NOTHING } from '@/lib/contract/raw-response'
import { claimResponse } from '@/lib/desk/claims/schema'
import { listTransactions } from '@/lib/desk/transactions'
import {
  NEXT_ALERT_RENAMED,
  QUEUE_RENAMED,
  queueFilter,
  transactionPageResponse,
} from '@/lib/desk/transactions/schema'
import { nextAlert } from './next-alert'
import { nextAlertBody } from './schema'

export const listQueueOperation = defineOperation({
  id: 'listQueue',
  method: 'GET',
  path: '/api/queue',
  tag: 'Transactions',
  summary: 'List scored transactions',
  description:
    'Highest expected loss (score x amount) first, or newest first; ties by transaction id, newest first. Pass ' +
    'next_cursor as cursor to read the next page; the cost does not grow with depth. A page searches at most 10,000 rows. ' +
    'A page that reaches this limit can be short or empty; next_cursor continues from there.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: queueFilter.extend(pageQuery(50, 200)),
  renamed: QUEUE_RENAMED,
  response: { status: 200, schema: transactionPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query: { limit, cursor, ...filter } }) => listTransactions(ctx, filter, { limit, cursor }),
})

export const nextAlertOperation = defineOperation({
  id: 'nextAlert',
  method: 'POST',
  path: '/api/claims/next',
  tag: 'Claims',
  summary: 'Claim the next open alert of the queue',
  description:
    'The first alert in the given order and filter that no user has claimed. Skips claims of the caller. Two callers ' +
    'never get the same one.',
  auth: 'user',
  permission: 'transaction:decide',
  body: nextAlertBody,
  renamed: NEXT_ALERT_RENAMED,
  response: { status: 200, schema: claimResponse, nothing: 'No alert is left' },
  errors: ['conflict'],
  handler: async ({ ctx, body }) => (await nextAlert(ctx, body)) ?? NOTHING,
})
