import { z } from 'zod'
import { entityId } from '@/lib/contract/entities'
import { csvResponse } from '@/lib/contract/csv-response'
import { defineOperation } from '@/lib/contract/operation'
import { cursorCodec, pageQuery, toPage } from '@/lib/contract/pagination'
import { addToWatchlist } from './add-entry'
import { changeEntry } from './change-entry'
import { exportWatchlist } from './export-entries'
import { importEntries } from './import-entries'
import { listWatchlist } from './list-entries'
import { removeAccountFromWatchlist, removeFromWatchlist } from './remove-entry'
import {
  importResponse,
  LIST_TYPES,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  watchlistResponse,
  watchlistBody,
  watchlistChange,
  watchlistFilter,
} from './schema'

const cursors = cursorCodec(z.uuid())
const writes = { tag: 'Watchlists', auth: 'user', permission: 'watchlist:write' } as const

export const listWatchlistsOperation = defineOperation({
  id: 'listWatchlists',
  method: 'GET',
  path: '/api/watchlists',
  tag: 'Watchlists',
  summary: 'List blocked and trusted accounts, devices and phones, newest first',
  auth: 'user-or-key',
  permission: 'watchlist:read',
  query: watchlistFilter.extend(pageQuery(50, 200)),
  response: {
    status: 200,
    schema: z.object({ items: z.array(watchlistResponse), next_cursor: z.string().nullable() }),
  },
  errors: ['invalid-cursor'],
  async handler({ ctx, query: { limit, cursor, ...filter } }) {
    const list = ['watchlists', filter.list_type, filter.kind, filter.q, filter.state].map(
      (part) => part ?? null,
    )
    const before = cursor === undefined ? {} : { before: cursors.decode(list, cursor) }
    const rows = await listWatchlist(ctx, { limit: limit + 1, ...before }, filter)
    const page = toPage(rows, limit, (last) => cursors.encode(list, last.id))
    return { items: page.items, next_cursor: page.nextCursor }
  },
})

export const addToWatchlistOperation = defineOperation({
  ...writes,
  id: 'addToWatchlist',
  method: 'POST',
  path: '/api/watchlists',
  summary: 'Block or trust an account, a device or a phone',
  description:
    'Acts on the next score. Blocked beats trusted beats the model, whichever party of the transaction is on the list. ' +
    'Each stands on one list at most.',
  body: watchlistBody,
  response: { status: 201, schema: watchlistResponse },
  errors: ['conflict', 'database-unavailable'],
  handler: ({ ctx, body }) => addToWatchlist(ctx, body),
})

export const changeWatchlistEntryOperation = defineOperation({
  ...writes,
  id: 'changeWatchlistEntry',
  method: 'PATCH',
  path: '/api/watchlists/{id}',
  summary: 'Change why an entry is there, or until when',
  params: z.object({ id: z.uuid() }),
  body: watchlistChange,
  response: { status: 200, schema: watchlistResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => changeEntry(ctx, params.id, body),
})

export const removeFromWatchlistOperation = defineOperation({
  ...writes,
  id: 'removeFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/{id}',
  summary: 'Take an entry off its list',
  params: z.object({ id: z.uuid() }),
  response: { status: 204 },
  errors: ['not-found', 'database-unavailable'],
  handler: ({ ctx, params }) => removeFromWatchlist(ctx, params.id).then(() => undefined),
})

export const removeAccountFromWatchlistOperation = defineOperation({
  ...writes,
  id: 'removeAccountFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/account/{account_id}/{list_type}',
  summary: 'Take an account off the list named',
  params: z.object({ account_id: entityId, list_type: z.enum(LIST_TYPES) }),
  response: { status: 204 },
  errors: ['not-found', 'database-unavailable'],
  handler: ({ ctx, params }) =>
    removeAccountFromWatchlist(ctx, params.account_id, params.list_type).then(() => undefined),
})

export const importWatchlistsOperation = defineOperation({
  ...writes,
  id: 'importWatchlists',
  method: 'POST',
  path: '/api/watchlists/import',
  summary: 'Put the rows of a CSV on the lists',
  description:
    `At most ${MAX_IMPORT_ROWS} rows with the columns kind, id, list, reason and expires_at, of which id and list are ` +
    'required; other columns are refused. Good rows are kept, bad ones answered with their line and the reason. With ' +
    'dry_run=true nothing is kept and the answer says what would be. A file of the export can be imported as it is.',
  query: z.strictObject({ dry_run: z.enum(['true', 'false']).default('false') }),
  bodyMediaType: 'text/csv',
  bodyLimitBytes: MAX_IMPORT_BYTES,
  response: { status: 200, schema: importResponse },
  errors: [],
  handler: ({ ctx, query, rawBody }) => importEntries(ctx, rawBody, { dryRun: query.dry_run === 'true' }),
})

export const exportWatchlistsOperation = defineOperation({
  ...writes,
  id: 'exportWatchlists',
  method: 'GET',
  path: '/api/watchlists/export.csv',
  summary: 'Export the lists as CSV',
  description:
    'The first 50,000 entries of the filter, newest first. Texts that a spreadsheet would take for a formula have an ' +
    'apostrophe in front, which the import takes off. Where there are more, X-Export-Truncated is true.',
  query: watchlistFilter,
  response: { status: 200, mediaType: 'text/csv' },
  errors: [],
  handler: async ({ ctx, query }) => csvResponse('watchlists', await exportWatchlist(ctx, query)),
})
