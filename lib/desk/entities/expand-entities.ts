import { minorDigits } from '@/lib/contract/currency-digits'
import { ENTITY_KINDS, type EntityRef } from '@/lib/contract/entities'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { NETWORK_LIMITS } from './network-schema'
import { FLAGGED, ORDER_BY, ownAmount } from '@/lib/desk/transactions'

/** One neighbour of one entity, from the entity's newest rows. Out: the entity pays, or pays with it. */
export interface Tie {
  kind: EntityRef['kind']
  id: string
  otherKind: EntityRef['kind']
  otherId: string
  direction: 'out' | 'in'
  transactions: number
  /** Exact decimal, in the institution's currency. */
  amount: string
  highestScore: number
  /** The highest band: 0 low, 1 medium, 2 high. */
  band: 0 | 1 | 2
  flagged: number
}

export interface Expanded {
  kind: EntityRef['kind']
  id: string
  /** The number of all neighbours; `ties` holds the first ones and the known ones. */
  neighbours: number
  /** It has more rows than were read. */
  capped: boolean
  ties: Tie[]
}

/**
 * The neighbours of some entities, from at most 2,000 of each one's newest rows: the first `take` of each and the `known`
 * ones. Flagged neighbours come first, then those with most transactions.
 */
export async function expandEntities(
  tx: TenantClient,
  { tenantId, currency }: { tenantId: string; currency: string },
  entities: readonly EntityRef[],
  known: readonly EntityRef[],
  take: number,
): Promise<Expanded[]> {
  const asked = ENTITY_KINDS.map((kind) => ({
    kind,
    ids: entities.filter((entity) => entity.kind === kind).map(({ id }) => id),
  })).filter(({ ids }) => ids.length > 0)
  const expanded: Expanded[] = []
  for (const { kind, ids } of asked) {
    const names = known.map((entity) => `${entity.kind}:${entity.id}`)
    const rows = await tx.$queryRaw<Expanded[]>`
      select ${kind}::text as kind, asked.id, found.neighbours, found.capped, found.ties
        from unnest(${ids}::text[]) asked (id)
       cross join lateral (${tiesOf(tenantId, kind, currency, names, take)}) found`
    expanded.push(...rows)
  }
  return expanded
}

/** Both directions of a pair count as one neighbour, and as two ties. */
function tiesOf(
  tenantId: string,
  kind: EntityRef['kind'],
  currency: string,
  known: readonly string[],
  take: number,
): Prisma.Sql {
  const id = Prisma.sql`asked.id`
  const { rows } = NETWORK_LIMITS
  return Prisma.sql`
    with found as materialized (${rowsOf(tenantId, kind, id, { limit: rows + 1 })}),
    looked_at as (select * from found order by ${ORDER_BY.time} limit ${rows}),
    ties as materialized (
      select other.kind, other.id, other.way, count(*)::int as transactions,
             round(coalesce(sum(${ownAmount(Prisma.sql`r`, currency)}), 0), ${minorDigits(currency)}::int)::text as amount,
             max(r.score) as score, max(case r.risk_band when 'high' then 2 when 'medium' then 1 else 0 end) as band,
             (count(*) filter (where ${FLAGGED}))::int as flagged
        from looked_at r cross join lateral (${othersOf(kind)}) other (kind, id, way)
       where other.id is not null group by 1, 2, 3),
    neighbours as materialized (
      select kind, id, row_number() over (order by sum(flagged) desc, sum(transactions) desc, kind, id) as place
        from ties group by 1, 2)
    select (select count(*)::int from neighbours) as neighbours, (select count(*) from found) > ${rows} as capped,
           coalesce(json_agg(json_build_object('kind', ${kind}::text, 'id', ${id}, 'otherKind', t.kind, 'otherId', t.id,
             'direction', t.way, 'transactions', t.transactions, 'amount', t.amount, 'highestScore', t.score,
             'band', t.band, 'flagged', t.flagged) order by n.place, t.way), '[]') as ties
      from neighbours n join ties t on t.kind = n.kind and t.id = n.id
     where n.place <= ${take} or n.kind || ':' || n.id = any(${known}::text[])`
}

/** The neighbours that a row r names. Device and phone belong to the sender, not to the receiver. */
const othersOf = (kind: EntityRef['kind']): Prisma.Sql =>
  kind === 'account'
    ? Prisma.sql`values
        ('account', case r.direction when 'received' then r.sender_account when 'sent' then r.receiver_account end,
         case r.direction when 'received' then 'in' else 'out' end),
        ('device', case when r.direction <> 'received' then r.device_id end, 'out'),
        ('phone', case when r.direction <> 'received' then r.phone end, 'out')`
    : Prisma.sql`values ('account', r.sender_account, 'in')`
