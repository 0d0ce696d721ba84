import { z } from 'zod'
import { defineOperation } from '@/lib/http/operation'
import { cursorCodec, pageQuery, toPage } from '@/lib/http/pagination'
import { LIST_TYPES, watchlistAnswer, watchlistBody } from './schema'
import {
  addToWatchlist,
  listWatchlist,
  removeAccountFromWatchlist,
  removeFromWatchlist,
} from './watchlist-entries'

const cursors = cursorCodec(z.uuid())
const LIST = ['watchlists']

export const listWatchlistsOperation = defineOperation({
  id: 'listWatchlists',
  method: 'GET',
  path: '/api/watchlists',
  tag: 'Watchlists',
  summary: 'List blocked and trusted accounts, newest first',
  auth: 'user-or-key',
  permission: 'watchlist:read',
  query: z.strictObject(pageQuery(50, 200)),
  response: {
    status: 200,
    schema: z.object({ items: z.array(watchlistAnswer), next_cursor: z.string().nullable() }),
  },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const before = query.cursor === undefined ? {} : { before: cursors.decode(LIST, query.cursor) }
    const rows = await listWatchlist(ctx, { limit: query.limit + 1, ...before })
    const page = toPage(rows, query.limit, (last) => cursors.encode(LIST, last.id))
    return { items: page.items, next_cursor: page.nextCursor }
  },
})

export const addToWatchlistOperation = defineOperation({
  id: 'addToWatchlist',
  method: 'POST',
  path: '/api/watchlists',
  tag: 'Watchlists',
  summary: 'Block or trust an account',
  description:
    'Acts on the next score. Blocked beats trusted beats the model. An account is on one list at most.',
  auth: 'user',
  permission: 'watchlist:write',
  body: watchlistBody,
  response: { status: 201, schema: watchlistAnswer },
  errors: ['conflict', 'database-unavailable'],
  handler: ({ ctx, body }) => addToWatchlist(ctx, body),
})

export const removeFromWatchlistOperation = defineOperation({
  id: 'removeFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/{id}',
  tag: 'Watchlists',
  summary: 'Take an account off its list',
  auth: 'user',
  permission: 'watchlist:write',
  params: z.object({ id: z.uuid() }),
  response: { status: 204 },
  errors: ['not-found', 'database-unavailable'],
  handler: ({ ctx, params }) => removeFromWatchlist(ctx, params.id).then(() => undefined),
})

export const removeAccountFromWatchlistOperation = defineOperation({
  id: 'removeAccountFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/account/{account_id}/{list_type}',
  tag: 'Watchlists',
  summary: 'Take an account off the list named',
  auth: 'user',
  permission: 'watchlist:write',
  params: z.object({ account_id: z.string().min(1).max(64), list_type: z.enum(LIST_TYPES) }),
  response: { status: 204 },
  errors: ['not-found', 'database-unavailable'],
  handler: ({ ctx, params }) =>
    removeAccountFromWatchlist(ctx, params.account_id, params.list_type).then(() => undefined),
})
