import type { TenantClient } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { OLDEST_FIRST, rowsOf } from './entity-rows'
import type { EntityHeader, EntityRef } from './schema'

interface Seen {
  first: Date | null
  last: Date | null
}

/**
 * When the entity was seen, and the list that it stands on now.
 * @throws AppError not-found where it has no scored transaction and stands on no list
 */
export async function findEntity(
  tx: TenantClient,
  tenantId: string,
  { kind, id }: EntityRef,
): Promise<EntityHeader> {
  const given = Prisma.sql`${id}::text`
  const [seen] = await tx.$queryRaw<Seen[]>`
    select (select occurred_at from (${rowsOf(tenantId, kind, given, { limit: 1, order: OLDEST_FIRST })}) f) as first,
           (select occurred_at from (${rowsOf(tenantId, kind, given, { limit: 1 })}) l) as last`
  const watchlist = await listOf(tx, tenantId, { kind, id })
  if (!seen?.last && !watchlist) throw new AppError('not-found')
  return {
    kind,
    id,
    first_seen: seen?.first?.toISOString() ?? null,
    last_seen: seen?.last?.toISOString() ?? null,
    watchlist,
  }
}

async function listOf(
  tx: TenantClient,
  tenantId: string,
  { kind, id }: EntityRef,
): Promise<EntityHeader['watchlist']> {
  const entry = await tx.watchlistEntry.findFirst({ where: { tenantId, kind, accountId: id } })
  if (!entry || (entry.expiresAt && entry.expiresAt <= new Date())) return null
  const author = await tx.user.findFirst({
    where: { tenantId, id: entry.createdBy },
    select: { fullName: true },
  })
  return {
    id: entry.id,
    list_type: entry.listType as 'blocked' | 'trusted',
    reason: entry.reason,
    created_by_name: author?.fullName ?? null,
    created_at: entry.createdAt.toISOString(),
    expires_at: entry.expiresAt?.toISOString() ?? null,
  }
}
