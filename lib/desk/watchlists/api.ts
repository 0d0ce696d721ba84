import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { entityId } from '@/lib/contract/entities'
import { csvResponse } from '@/lib/contract/raw-response'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { addToWatchlist } from './add-entry'
import { changeEntry } from './change-entry'
import { exportWatchlist } from './export-entries'
import { importEntries } from './import-entries'
import { listWatchlist } from './queries'
import { removeAccountFromWatchlist, removeFromWatchlist } from './remove-entry'
import {
  importResponse,
  LIST_TYPES,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  watchlistBody,
  watchlistChange,
  watchlistEntryResponse,
  watchlistFilter,
  watchlistPageResponse,
} from './schema'

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
  response: { status: 200, schema: watchlistPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query: { limit, cursor, ...filter } }) => listWatchlist(ctx, filter, { limit, cursor }),
})

export const addToWatchlistOperation = defineOperation({
  ...writes,
  id: 'addToWatchlist',
  method: 'POST',
  path: '/api/watchlists',
  summary: 'Block or trust an account, a device or a phone',
  description:
    'Takes effect on the next score. Blocked overrides trusted, trusted overrides the model, whichever party of the ' +
    'transaction is on the list; a trusted device or phone does not approve what the score blocks. Each entity is on at most one list.',
  body: watchlistBody,
  response: { status: 201, schema: watchlistEntryResponse },
  errors: ['conflict', 'database-unavailable'],
  handler: ({ ctx, body }) => addToWatchlist(ctx, body),
})

export const changeWatchlistEntryOperation = defineOperation({
  ...writes,
  id: 'changeWatchlistEntry',
  method: 'PATCH',
  path: '/api/watchlists/{id}',
  summary: 'Change the reason or the expiry of an entry',
  params: z.object({ id: uuid }),
  body: watchlistChange,
  response: { status: 200, schema: watchlistEntryResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => changeEntry(ctx, params.id, body),
})

export const removeFromWatchlistOperation = defineOperation({
  ...writes,
  id: 'removeFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/{id}',
  summary: 'Remove an entry',
  params: z.object({ id: uuid }),
  response: { status: 204 },
  errors: ['not-found', 'database-unavailable'],
  handler: ({ ctx, params }) => removeFromWatchlist(ctx, params.id).then(() => undefined),
})

export const removeAccountFromWatchlistOperation = defineOperation({
  ...writes,
  id: 'removeAccountFromWatchlist',
  method: 'DELETE',
  path: '/api/watchlists/account/{account_id}/{list_type}',
  summary: 'Remove an account from a list',
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
  summary: 'Add the rows of a CSV to the lists',
  description:
    `At most ${MAX_IMPORT_ROWS} rows with the columns kind, id, list, reason and expires_at, of which id and list are ` +
    'required; other columns are rejected. Valid rows are added, rejected rows are reported with their line and the ' +
    'reason. With dry_run=true nothing is added; the response reports what an import would do. An exported file can be imported.',
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
    'The first 50,000 entries of the filter, newest first. An apostrophe precedes each text that a spreadsheet would run ' +
    'as a formula; the import removes it. X-Export-Truncated is true where more entries exist.',
  query: watchlistFilter,
  response: { status: 200, mediaType: 'text/csv' },
  errors: [],
  handler: async ({ ctx, query }) => csvResponse('watchlists', await exportWatchlist(ctx, query)),
})
