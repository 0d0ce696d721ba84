import type { EntityRef } from '@/lib/contract/entities'
import type { TenantClient } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readActiveEntries } from '@/lib/desk/watchlists'
import { OLDEST_FIRST, rowsOf } from './entity-rows'
import type { EntityHeader } from './schema'

interface Seen {
  first: Date | null
  last: Date | null
}

/**
 * When the entity was seen, and its active watchlist entry.
 * @throws AppError not-found where it has neither a scored transaction nor an entry
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
  const [entry] = await readActiveEntries(tx, tenantId, [{ kind, id }])
  if (!seen?.last && !entry) throw new AppError('not-found')
  return {
    kind,
    id,
    first_seen: seen?.first?.toISOString() ?? null,
    last_seen: seen?.last?.toISOString() ?? null,
    watchlist: entry ?? null,
  }
}
