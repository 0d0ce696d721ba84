import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, type Tenant } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { type CsvExport, csvLine, textCell } from '@/lib/platform/csv/write'
import { streamText } from '@/lib/platform/stream-text'
import type { EntryRow } from './present'
import { conditionOf, readEntries } from './queries'
import { IMPORT_COLUMNS, type WatchlistFilter } from './schema'

export const EXPORT_LIMIT = 50_000
const CHUNK = 1_000

/** Entries of a filter as a CSV that the import reads, newest first. Each chunk is read when it is sent. */
export async function exportWatchlist(
  ctx: Context,
  filter: WatchlistFilter,
  { limit = EXPORT_LIMIT, chunk = CHUNK }: { limit?: number; chunk?: number } = {},
): Promise<CsvExport> {
  authorize(ctx, 'watchlist:write')
  const tenantId = ctx.tenant.id
  const { rows, truncated } = await withTenant({ tenantId }, async (tx) => {
    const found = await countUpTo(tx, ctx.tenant, filter, limit)
    const after = { filter: { ...filter }, ...found }
    await writeAudit(tx, ctx, { action: 'watchlist.exported', objectKind: 'watchlist', after })
    return found
  })
  return { rows, truncated, csv: streamText(linesOf(ctx, filter, limit, chunk)) }
}

async function countUpTo(tx: TenantClient, tenant: Tenant, filter: WatchlistFilter, limit: number) {
  const found = await tx.watchlistEntry.count({ where: conditionOf(tenant, filter), take: limit + 1 })
  return { rows: Math.min(found, limit), truncated: found > limit }
}

async function* linesOf(
  ctx: Context,
  filter: WatchlistFilter,
  limit: number,
  chunk: number,
): AsyncGenerator<string, void> {
  const tenantId = ctx.tenant.id
  yield csvLine(IMPORT_COLUMNS)
  let before: string | undefined
  for (let left = limit; left > 0;) {
    const where = conditionOf(ctx.tenant, filter, before)
    const page = await withTenant({ tenantId }, (tx) => readEntries(tx, where, Math.min(chunk, left)))
    if (page.length === 0) return
    yield page.map(lineOf).join('')
    left -= page.length
    before = page.at(-1)?.id
  }
}

const lineOf = ({ kind, accountId, listType, reason, expiresAt }: EntryRow): string =>
  csvLine([kind, textCell(accountId), listType, textCell(reason), expiresAt?.toISOString() ?? ''])
