import { authorize, type Context } from '@/lib/auth/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { neighboursOf, pruneNetwork } from './build-network'
import { expandEntities } from './expand-entities'
import { findEntity } from './find-entity'
import { type Hops, NETWORK_LIMITS, type Network } from './network-schema'
import { type EntityRef, PROFILE_KINDS } from './schema'

/** The entities around one, within one or two steps, at most `limit` of them; what is left out is counted. */
export async function getNetwork(
  ctx: Context,
  centre: EntityRef,
  { hops, limit = NETWORK_LIMITS.nodes }: { hops: Hops; limit?: number },
): Promise<Network> {
  authorize(ctx, 'transaction:read')
  const { id: tenantId, currency } = ctx.tenant
  const [first, second] = NETWORK_LIMITS.neighbours
  return withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, centre)
    const scope = { tenantId, currency }
    const around = await expandEntities(tx, scope, [centre], [], first)
    const neighbours = around.flatMap(neighboursOf)
    const further = neighbours.filter(({ kind }) => hops === 2 || kind !== 'account')
    const beyond = await expandEntities(tx, scope, further, [centre, ...neighbours], second)
    const { nodes, edges, leftOut } = pruneNetwork(centre, [...around, ...beyond], hops, limit)
    const lists = await listsOf(tx, tenantId, nodes)
    return {
      currency,
      nodes: nodes.map((node) => ({ ...node, watchlist: lists.get(node.key) ?? null })),
      edges,
      left_out: leftOut,
      rows_per_entity: NETWORK_LIMITS.rows,
    }
  })
}

/** The list on which each of the entities stands now. */
async function listsOf(tx: TenantClient, tenantId: string, entities: readonly EntityRef[]) {
  const rows = await tx.watchlistEntry.findMany({
    where: {
      tenantId,
      kind: { in: [...PROFILE_KINDS] },
      accountId: { in: entities.map(({ id }) => id) },
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
  })
  return new Map<string, 'blocked' | 'trusted'>(
    rows.map((row) => [`${row.kind}:${row.accountId}`, row.listType as 'blocked' | 'trusted'] as const),
  )
}
