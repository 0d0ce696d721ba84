import { z } from 'zod'
import { csvResponse } from '@/lib/contract/csv-response'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { counterfactualResponse, transactionResponse } from './responses'
import {
  investigateResponse,
  presentInvestigation,
  presentTransactionRow,
  transactionRowResponse,
} from './investigate-responses'
import { presentCounterfactual, presentTransaction } from './present'
import {
  exportTransactions,
  findCounterfactual,
  getTransaction,
  listSimilar,
  listTransactions,
  summarizeTransactions,
} from './queries'
import { filterFields, transactionFilter } from './schema'

export const getTransactionOperation = defineOperation({
  id: 'getTransaction',
  method: 'GET',
  path: '/api/transactions/{id}',
  tag: 'Transactions',
  summary: 'Read a transaction with its score, explanation, decisions and audit trail',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: z.uuid() }),
  response: { status: 200, schema: transactionResponse },
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
  response: { status: 200, schema: counterfactualResponse },
  errors: ['not-found', 'model-retired'],
  handler: async ({ ctx, params }) => presentCounterfactual(await findCounterfactual(ctx, params.id)),
})

export const investigateOperation = defineOperation({
  id: 'investigate',
  method: 'GET',
  path: '/api/investigate',
  tag: 'Transactions',
  summary: 'Search scored transactions over the full history',
  description:
    'Newest first, or by expected loss. Pass next_cursor back as cursor to go on; a page costs the same at any depth. A ' +
    'page looks through 10,000 rows at most: where that ends before it is full, it holds what was found, tells how far ' +
    'it came, and next_cursor goes on from there. The statistics look through the first 10,000 rows likewise.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: z.strictObject({ ...filterFields, ...pageQuery(50, 200) }),
  response: { status: 200, schema: investigateResponse },
  errors: ['invalid-cursor'],
  async handler({ ctx, query: { limit, cursor, ...filter } }) {
    const [page, summary] = await Promise.all([
      listTransactions(ctx, filter, { limit, cursor }),
      summarizeTransactions(ctx, filter),
    ])
    return presentInvestigation(page, summary)
  },
})

export const exportTransactionsOperation = defineOperation({
  id: 'exportTransactions',
  method: 'GET',
  path: '/api/investigate/export.csv',
  tag: 'Transactions',
  summary: 'Export the first 10,000 matches as CSV',
  description:
    'In the order of the list. Texts that a spreadsheet would take for a formula have an apostrophe in front. Where there ' +
    'are more matches, the file name ends in _first_10000_of_more and X-Export-Truncated is true. Ten exports an hour.',
  auth: 'user',
  permission: 'transaction:export',
  query: transactionFilter,
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
    'Of the same type, risk band and currency, the amount within 50 %, the nearest score first; among the newest 10,000 ' +
    'of the band.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  response: { status: 200, schema: z.object({ items: z.array(transactionRowResponse) }) },
  errors: ['not-found'],
  handler: async ({ ctx, params, query }) => ({
    items: (await listSimilar(ctx, params.id, query.limit)).map(presentTransactionRow),
  }),
})
