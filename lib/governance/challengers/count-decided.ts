import { firstIdAt, timeOfId } from '@/lib/platform/ids'
import type { TenantClient } from '@/lib/platform/db'
import { HOUR_MS } from '@/lib/platform/time'
import { NO_REPLAYS, NOT_REPLAYED } from '@/lib/scoring/read-model'
import type { ComparedSince } from './read-totals'
import type { Comparison } from './schema'

/** Payments that one page counts by their keys. */
const MOST_COUNTED = 20_000

type Decided = Pick<Comparison, 'decisions' | 'decisions_counted'>

export const NONE_DECIDED: Decided = { decisions: 0, decisions_counted: 'exactly' }

/**
 * Payments that were decided since the first comparison of this time. Few are counted one by one, by their ids, which grow with
 * the time of receipt. Many are the rest of the first hour, counted likewise, and the kept totals of the hours after it, so
 * that the cost does not grow with the traffic.
 */
export async function countDecided(
  tx: TenantClient,
  { tenantId, challengerId, since }: ComparedSince,
  timeZone: string,
  most = MOST_COUNTED,
): Promise<Decided> {
  const [first] = await tx.$queryRaw<{ id: string }[]>`
    select transaction_id::text as id from challenger_scores
     where tenant_id = ${tenantId}::uuid and model_version_id = ${challengerId}::uuid
       and transaction_id >= ${firstIdAt(since)}::uuid order by transaction_id limit 1`
  if (!first) return NONE_DECIDED
  const all = await countKeys(tx, tenantId, [first.id, LAST_ID], most)
  if (all <= most) return { decisions: all, decisions_counted: 'exactly' }
  const [hours] = await tx.$queryRaw<[{ from: Date; payments: number }]>`
    select following as "from", coalesce((
             select sum(transactions) from activity_hours where tenant_id = ${tenantId}::uuid and hour >= following and ${NO_REPLAYS}), 0)::float8
             as payments
      from (select date_trunc('hour', ${timeOfId(first.id)}::timestamptz, ${timeZone}) + ${HOUR_MS}::int * interval '1 millisecond'
              as following) h`
  const rest = await countKeys(tx, tenantId, [first.id, firstIdAt(hours.from)], most)
  return {
    decisions: Math.max(all, Math.min(rest, most) + hours.payments),
    decisions_counted: rest > most ? 'at-least' : 'by-hour',
  }
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** At most one more than `most`. */
async function countKeys(
  tx: TenantClient,
  tenantId: string,
  [from, to]: [from: string, to: string],
  most: number,
): Promise<number> {
  const [row] = await tx.$queryRaw<[{ payments: number }]>`
    select count(*)::int as payments from (
      select from scored_transactions
       where tenant_id = ${tenantId}::uuid and transaction_id >= ${from}::uuid and transaction_id < ${to}::uuid
         and ${NOT_REPLAYED}
       limit ${most + 1}) s`
  return row.payments
}
