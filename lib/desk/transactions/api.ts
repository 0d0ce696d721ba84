import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { csvResponse } from '@/lib/contract/raw-response'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { exportTransactions } from './export-transactions'
import { findCounterfactual } from './find-counterfactual'
import { getTransaction } from './get-transaction'
import { listSimilar } from './list-similar'
import { listTransactions } from './list-transactions'
import {
  counterfactualResponse,
  investigateResponse,
  SEARCH_RENAMED,
  transactionFilter,
  transactionResponse,
  transactionRowResponse,
} from './schema'
import { summarizeTransactions } from './summarize-transactions'

export const getTransactionOperation = defineOperation({
  id: 'getTransaction',
  method: 'GET',
  path: '/api/transactions/{id}',
  tag: 'Transactions',
  summary: 'Read a transaction with its score, explanation, decisions and audit log entries',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: transactionResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getTransaction(ctx, params.id),
})

export const getCounterfactualOperation = defineOperation({
  id: 'getCounterfactual',
  method: 'GET',
  path: '/api/transactions/{id}/counterfactual',
  tag: 'Transactions',
  summary: 'Find the smallest change that would have altered the outcome',
  description:
    'Tries up to 1,000 changes of one or two facts (amount, hour, new counterparty, new device, ...) on the stored ' +
    'features, with the model and the thresholds that decided. One fact comes before two, then the smaller change. ' +
    'Nothing is stored.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: counterfactualResponse },
  errors: ['not-found', 'model-retired'],
  handler: ({ ctx, params }) => findCounterfactual(ctx, params.id),
})

export const investigateOperation = defineOperation({
  id: 'investigate',
  method: 'GET',
  path: '/api/investigate',
  tag: 'Transactions',
  summary: 'Search scored transactions over the full history',
  description:
    'Newest first, or by expected loss. Pass next_cursor as cursor to read the next page; the cost does not grow with ' +
    'depth. A page searches at most 10,000 rows. A page that reaches this limit can be short or empty and states where it ' +
    'stopped; next_cursor continues from there. The statistics also cover the first 10,000 rows.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: transactionFilter.extend(pageQuery(50, 200)),
  renamed: SEARCH_RENAMED,
  response: { status: 200, schema: investigateResponse },
  errors: ['invalid-cursor'],
  async handler({ ctx, query: { limit, cursor, ...filter } }) {
    const [page, stats] = await Promise.all([
      listTransactions(ctx, filter, { limit, cursor }),
      summarizeTransactions(ctx, filter),
    ])
    return { ...page, stats }
  },
})

export const exportTransactionsOperation = defineOperation({
  id: 'exportTransactions',
  method: 'GET',
  path: '/api/investigate/export.csv',
  tag: 'Transactions',
  summary: 'Export the first 10,000 matches as CSV',
  description:
    'In the order of the list. Texts that a spreadsheet would read as a formula start with an apostrophe; phone ' +
    'numbers stay as they are. Where there ' +
    'are more matches, the file name ends in _first_10000_of_more and X-Export-Truncated is true. Ten exports an hour.',
  auth: 'user',
  permission: 'transaction:export',
  query: transactionFilter,
  renamed: SEARCH_RENAMED,
  response: { status: 200, mediaType: 'text/csv' },
  errors: ['too-many-requests'],
  handler: async ({ ctx, query }) => csvResponse('investigate', await exportTransactions(ctx, query)),
})

export const listSimilarTransactionsOperation = defineOperation({
  id: 'listSimilarTransactions',
  method: 'GET',
  path: '/api/investigate/similar/{id}',
  tag: 'Transactions',
  summary: 'List similar transactions',
  description:
    "Of the same type and risk band, with an amount in the institution's currency within 50 %, the nearest score first; among the newest " +
    '10,000 of the band.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: uuid }),
  query: z.strictObject({ limit: z.coerce.number<number | string>().int().min(1).max(50).default(10) }),
  response: { status: 200, schema: z.object({ items: z.array(transactionRowResponse) }) },
  errors: ['not-found'],
  handler: async ({ ctx, params, query }) => ({ items: await listSimilar(ctx, params.id, query.limit) }),
})
