import { requireCanonicalId } from '@/lib/contract/canonical-entity'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { entryEvent } from '@/lib/scoring/lists'
import { newId } from '@/lib/platform/ids'
import type { EntityRef } from '@/lib/contract/entities'
import { futureExpiry } from './future-expiry'
import { presentOne } from './present'
import type { NewWatchlistEntry, WatchlistEntry } from './schema'

/**
 * Adds an account, a device or a phone to a list, from the next score on. Each is on one list at most.
 * @throws AppError conflict, which names the existing entry
 */
export async function addToWatchlist(ctx: Context, entry: NewWatchlistEntry): Promise<WatchlistEntry> {
  authorize(ctx, 'watchlist:write')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const given = entityOf(entry)
  const entity = { kind: given.kind, id: requireCanonicalId(ctx.tenant, given, 'entity_id') }
  const expiresAt = futureExpiry(entry.expires_at)
  return withTenant({ tenantId }, async (tx) => {
    await removeExpired(tx, ctx, entity)
    const data = {
      kind: entity.kind,
      accountId: entity.id,
      received: given.id === entity.id ? null : given.id,
      listType: entry.list_type,
      reason: entry.reason || null,
      expiresAt,
      ...(ctx.at && { createdAt: ctx.at }),
    }
    const row = await tx.watchlistEntry.create({ data: { tenantId, id: newId(), createdBy, ...data } })
    await writeAudit(tx, ctx, entryEvent('watchlist.added', { after: row }))
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: entity.id } })
    return presentOne(tx, row)
  }).catch(async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', { detail: await describeConflict(ctx, entity), cause: error })
  })
}

function entityOf({
  account_id: account,
  entity_id: entity,
  kind = 'account',
}: NewWatchlistEntry): EntityRef {
  const id = entity ?? account
  if (id !== undefined && (account === undefined || account === id)) return { kind, id }
  const reason = id === undefined ? 'is required' : 'names another id than account_id'
  throw new AppError('invalid-request', { errors: [{ field: 'entity_id', reason }] })
}

/** Names the existing entry, so that the user need not search for it. */
async function describeConflict(ctx: Context, { kind, id }: EntityRef): Promise<string> {
  const tenantId = ctx.tenant.id
  const row = await withTenant({ tenantId }, (tx) =>
    tx.watchlistEntry.findFirst({ where: { tenantId, kind, accountId: id } }),
  )
  const list = row ? `the ${row.listType} list (entry ${row.id})` : 'a list'
  return `The ${kind} ${id} is already on ${list}: change or remove that entry first.`
}

/** An expired entry has no effect and must not block a new one. */
async function removeExpired(tx: TenantClient, ctx: Context, { kind, id }: EntityRef): Promise<void> {
  const tenantId = ctx.tenant.id
  const row = await tx.watchlistEntry.findFirst({
    where: { tenantId, kind, accountId: id, expiresAt: { lte: new Date() } },
  })
  if (!row) return
  await tx.watchlistEntry.deleteMany({ where: { tenantId, id: row.id } })
  await writeAudit(tx, ctx, entryEvent('watchlist.expired', { before: row }))
}
