import {
  type Link,
  memberKey,
  planRings,
  RING_BOUNDS,
  type RingKind,
  type RingPlan,
  type RingSize,
} from '@/lib/engine/rings'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

interface KnownMember extends RingSize {
  kind: RingKind
  id: string
  ringId: string
}

/** Joins the rings of a tenant along the links. The caller holds the tenant's lock of rings. */
export async function storeLinks(tx: TenantClient, tenantId: string, links: readonly Link[]): Promise<void> {
  const known = await readMembers(tx, tenantId, links)
  const rings = new Map(known.map(({ kind, id, ringId }) => [memberKey(kind, id), ringId]))
  const sizes = new Map(known.map(({ ringId, accounts, identifiers }) => [ringId, { accounts, identifiers }]))
  const plan = planRings(links, rings, sizes, newId)
  if (plan.touched.size > 0) await storePlan(tx, tenantId, plan)
}

async function readMembers(
  tx: TenantClient,
  tenantId: string,
  links: readonly Link[],
): Promise<KnownMember[]> {
  const accounts = [...new Set(links.map(({ account }) => account))]
  const entities = [
    ...accounts.map((id) => ({ kind: 'account', id })),
    ...new Map(links.map(({ kind, id }) => [memberKey(kind, id), { kind, id }])).values(),
  ]
  return tx.$queryRaw<KnownMember[]>`
    select m.kind, m.entity_id as id, m.ring_id as "ringId", r.accounts, r.identifiers
      from unnest(${entities.map(({ kind }) => kind)}::text[], ${entities.map(({ id }) => id)}::text[]) asked (kind, id)
      cross join lateral (
        select * from ring_members where tenant_id = ${tenantId}::uuid and kind = asked.kind and entity_id = asked.id limit 1) m
      cross join lateral (select * from rings where tenant_id = ${tenantId}::uuid and id = m.ring_id limit 1) r`
}

/** New rings first, because members refer to them; merged ones last. */
async function storePlan(
  tx: TenantClient,
  tenantId: string,
  { added, merges, touched }: RingPlan,
): Promise<void> {
  const ids = [...touched]
  await tx.$executeRaw`
    insert into rings (tenant_id, id, accounts, newest_joins)
    select ${tenantId}::uuid, id, 1, '{}' from unnest(${ids}::uuid[]) ring (id) on conflict (tenant_id, id) do nothing`
  await tx.$executeRaw`
    insert into ring_members (tenant_id, kind, entity_id, ring_id, joined_at)
    select ${tenantId}::uuid, * from unnest(
      ${added.map(({ kind }) => kind)}::text[], ${added.map(({ id }) => id)}::text[], ${added.map(({ ringId }) => ringId)}::uuid[],
      ${added.map(({ joinedMs }) => new Date(joinedMs).toISOString())}::timestamptz[])`
  if (merges.length > 0) await storeMerges(tx, tenantId, merges)
  await tx.$executeRaw`
    update rings r set accounts = counted.accounts, identifiers = counted.identifiers, newest_joins = counted.joins
      from unnest(${ids}::uuid[]) touched (id) cross join lateral (
        select count(*) filter (where kind = 'account') as accounts, count(*) filter (where kind <> 'account') as identifiers,
               (array_agg(joined_at order by joined_at desc) filter (where kind = 'account'))[1:${RING_BOUNDS.newAccounts.max}::int] as joins
          from ring_members where tenant_id = ${tenantId}::uuid and ring_id = touched.id) counted
     where r.tenant_id = ${tenantId}::uuid and r.id = touched.id`
}

async function storeMerges(tx: TenantClient, tenantId: string, merges: RingPlan['merges']): Promise<void> {
  const from = merges.map((merge) => merge.from)
  await tx.$executeRaw`
    update ring_members m set ring_id = merged.into_id, joined_at = merged.at
      from unnest(${from}::uuid[], ${merges.map(({ to }) => to)}::uuid[],
                  ${merges.map(({ atMs }) => new Date(atMs).toISOString())}::timestamptz[]) merged (from_id, into_id, at)
     where m.tenant_id = ${tenantId}::uuid and m.ring_id = merged.from_id`
  await tx.$executeRaw`delete from rings where tenant_id = ${tenantId}::uuid and id = any(${from}::uuid[])`
}
