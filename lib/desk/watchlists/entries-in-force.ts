import type { EntityRef } from '@/lib/contract/entities'
import type { TenantClient } from '@/lib/platform/db'
import { presentEntries } from './record'
import type { WatchlistResponse } from './schema'

/** The entries that these accounts, devices and phones stand under now: one each at most. */
export async function entriesInForce(
  tx: TenantClient,
  tenantId: string,
  entities: readonly EntityRef[],
): Promise<WatchlistResponse[]> {
  const asked = new Set(entities.map(keyOf))
  const rows = await tx.watchlistEntry.findMany({
    where: {
      tenantId,
      accountId: { in: entities.map(({ id }) => id) },
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
  })
  const named = rows.filter(({ kind, accountId: id }) => asked.has(keyOf({ kind, id })))
  return presentEntries(tx, tenantId, named)
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}\n${id}`
