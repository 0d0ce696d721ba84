import { writeAudit } from '@/lib/audit'
import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { NewWatchlistEntry, WatchlistAnswer } from './schema'

/** Accounts that a tenant always blocks or always trusts. An account is on one list at most. */

type Row = Awaited<ReturnType<TenantClient['watchlistEntry']['findMany']>>[number]

const present = (row: Row, names: Map<string, string>): WatchlistAnswer => ({
  id: row.id,
  account_id: row.accountId,
  list_type: row.listType as WatchlistAnswer['list_type'],
  reason: row.reason,
  created_by: row.createdBy,
  created_by_name: names.get(row.createdBy) ?? null,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt?.toISOString() ?? null,
})

async function namesOf(tx: TenantClient, tenantId: string, rows: Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.createdBy))]
  const users = await tx.user.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, fullName: true },
  })
  return new Map(users.map((user) => [user.id, user.fullName]))
}

/** Newest first; ids are time-ordered, so `before` is the id of the last row seen. */
export async function listWatchlist(
  ctx: Context,
  page: { limit: number; before?: string },
): Promise<WatchlistAnswer[]> {
  authorize(ctx, 'watchlist:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const where = page.before === undefined ? { tenantId } : { tenantId, id: { lt: page.before } }
    const rows = await tx.watchlistEntry.findMany({ where, orderBy: { id: 'desc' }, take: page.limit })
    const names = await namesOf(tx, tenantId, rows)
    return rows.map((row) => present(row, names))
  })
}

/** Puts an account on a list. It acts on the next score. */
export async function addToWatchlist(ctx: Context, entry: NewWatchlistEntry): Promise<WatchlistAnswer> {
  authorize(ctx, 'watchlist:write')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const expiresAt = entry.expires_at === undefined ? null : new Date(entry.expires_at)
  if (expiresAt && expiresAt <= new Date()) {
    throw new AppError('invalid-request', {
      errors: [{ field: 'expires_at', reason: 'must lie in the future' }],
    })
  }
  return withTenant({ tenantId }, async (tx) => {
    await dropExpired(tx, ctx, entry.account_id)
    const data = {
      accountId: entry.account_id,
      listType: entry.list_type,
      reason: entry.reason || null,
      expiresAt,
      ...(ctx.at && { createdAt: ctx.at }),
    }
    const row = await tx.watchlistEntry.create({ data: { tenantId, id: newId(), createdBy, ...data } })
    await writeAudit(tx, ctx, { ...subject(row), action: 'watchlist.added', after: stateOf(row) })
    return present(row, await namesOf(tx, tenantId, [row]))
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', {
      detail: 'The account is on a list already: remove that entry first.',
      cause: error,
    })
  })
}

/** Takes an entry off its list. */
export const removeFromWatchlist = (ctx: Context, id: string): Promise<void> => removeEntry(ctx, { id })

/** Takes an account off the list that it is named to be on. */
export const removeAccountFromWatchlist = (
  ctx: Context,
  accountId: string,
  listType: WatchlistAnswer['list_type'],
): Promise<void> => removeEntry(ctx, { accountId, listType })

async function removeEntry(
  ctx: Context,
  which: { id: string } | { accountId: string; listType: string },
): Promise<void> {
  authorize(ctx, 'watchlist:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const row = await tx.watchlistEntry.findFirst({ where: { tenantId, ...which } })
    if (!row) throw new AppError('not-found')
    const { count } = await tx.watchlistEntry.deleteMany({ where: { tenantId, id: row.id } })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, { ...subject(row), action: 'watchlist.removed', before: stateOf(row) })
  })
}

/** An expired entry has no effect and must not stand in the way of a new one. */
async function dropExpired(tx: TenantClient, ctx: Context, accountId: string): Promise<void> {
  const tenantId = ctx.tenant.id
  const row = await tx.watchlistEntry.findFirst({
    where: { tenantId, accountId, expiresAt: { lte: new Date() } },
  })
  if (!row) return
  await tx.watchlistEntry.deleteMany({ where: { tenantId, id: row.id } })
  await writeAudit(tx, ctx, { ...subject(row), action: 'watchlist.expired', before: stateOf(row) })
}

const subject = (row: Row) => ({ objectKind: 'watchlist-entry', objectId: row.id })

const stateOf = (row: Row) => ({
  account_id: row.accountId,
  list_type: row.listType,
  reason: row.reason,
  expires_at: row.expiresAt?.toISOString() ?? null,
})
