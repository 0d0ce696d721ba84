import { asStored } from '@/lib/contract/canonical-entity'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { withTenant } from '@/lib/platform/db'
import { readActiveEntries } from '@/lib/desk/watchlists'
import { neighboursOf, pruneNetwork } from './build-network'
import { expandEntities } from './expand-entities'
import { findEntity } from './find-entity'
import { type Hops, NETWORK_LIMITS, type Network } from './network-schema'

/** The entities within one or two hops, at most `limit`; the ones left out are counted. @throws AppError not-found */
export async function getNetwork(
  ctx: Context,
  given: EntityRef,
  { hops, limit = NETWORK_LIMITS.nodes }: { hops: Hops; limit?: number },
): Promise<Network> {
  authorize(ctx, 'transaction:read')
  const centre = asStored(ctx.tenant, given)
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
    const entries = await readActiveEntries(tx, tenantId, nodes)
    const lists = new Map(entries.map((entry) => [`${entry.kind}:${entry.entity_id}`, entry.list_type]))
    return {
      currency,
      nodes: nodes.map((node) => ({ ...node, watchlist: lists.get(node.key) ?? null })),
      edges,
      left_out: leftOut,
      rows_per_entity: NETWORK_LIMITS.rows,
    }
  })
}
