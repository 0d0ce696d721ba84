import type { Client } from 'pg'
import { stateKeysOf, type PayingParties, type StateKey } from '@/lib/engine/features'
import { FLAGGED } from '@/lib/desk/transactions'
import { newId } from '@/lib/platform/ids'
import { lockStripes, stripeOfEntity } from '@/lib/scoring/states'
import { badRows } from './bad-rows'
import { rebuildStates } from './rebuild-states'

/** Rows per database transaction. */
const BATCH = 200

/** Quarantines the next bad rows, in the caller's transaction; returns their number. */
export async function quarantineSome(client: Client, tenantId: string): Promise<number> {
  const rows = await badRows(client, tenantId, BATCH)
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  const keys = await entitiesOf(client, tenantId, ids)
  await client.query(lockStripes(tenantId, keys.map(stripeOfEntity)))
  await client.query(
    `insert into quarantined_transactions (tenant_id, transaction_id, reason)
     select $1, * from unnest($2::uuid[], $3::text[])`,
    [tenantId, ids, rows.map(({ reason }) => reason)],
  )
  await takeOutOfFigures(client, tenantId, ids)
  await rebuildStates(client, tenantId, keys, ids)
  await client.query(
    `insert into audit_log (tenant_id, actor_kind, actor_id, action, object_kind, after, request_id)
     values ($1, 'system', 'data-quarantine', 'transactions.quarantined', 'transaction', $2, $3)`,
    [tenantId, JSON.stringify({ transactions: rows }), newId()],
  )
  return rows.length
}

async function entitiesOf(client: Client, tenantId: string, ids: string[]): Promise<StateKey[]> {
  const { rows } = await client.query<PayingParties>(
    `select sender_account as "senderAccount", receiver_account as "receiverAccount", device_id as "deviceId",
            merchant_category as "merchantCategory", phone
       from transactions where tenant_id = $1 and id = any($2)`,
    [tenantId, ids],
  )
  const keys = new Map(rows.flatMap(stateKeysOf).map((key) => [`${key.kind}\n${key.id}`, key]))
  return [...keys.values()]
}

/** Deletes the rows of the read model and sums their hours again. The table lock keeps writers out of these hours. */
async function takeOutOfFigures(client: Client, tenantId: string, ids: string[]): Promise<void> {
  await client.query('lock table activity_hours, activity_places in share row exclusive mode')
  const { rows } = await client.query<{ hour: string }>(
    `with gone as (
       delete from scored_transactions where tenant_id = $1 and transaction_id = any($2) returning occurred_at)
     select distinct date_trunc('hour', g.occurred_at, t.time_zone)::text as hour
       from gone g cross join tenants t where t.id = $1`,
    [tenantId, ids],
  )
  const hours = [tenantId, rows.map(({ hour }) => hour)]
  for (const table of ['activity_hours', 'activity_places'])
    await client.query(`delete from ${table} where tenant_id = $1 and hour = any($2::timestamptz[])`, hours)
  await client.query(
    `insert into activity_hours
     select s.tenant_id, h.hour, type, risk_band, outcome, ${OWN_CURRENCY}, ${SLOT}, count(*), ${OWN_AMOUNT}, sum(score),
            sum(expected_loss)
       ${OF_HOURS} group by 1, 2, 3, 4, 5, 6, 7`,
    hours,
  )
  await client.query(
    `insert into activity_places
     select s.tenant_id, h.hour, coalesce(s.country, ''), cell, ${OWN_CURRENCY}, ${SLOT}, count(*),
            count(*) filter (where ${FLAGGED.sql}), ${OWN_AMOUNT}
       ${OF_HOURS} group by 1, 2, 3, 4, 5, 6`,
    hours,
  )
}

/** As the trigger sums them. */
const OWN_CURRENCY = 'case when s.converted_amount is null then s.currency else t.currency end'
const SLOT = 'case when s.replayed then 4 else 0 end'
const OWN_AMOUNT = 'sum(coalesce(s.converted_amount, s.amount))'

/** An hour of the institution's clock lasts at most one and a half hours. */
const OF_HOURS = `
  from unnest($2::timestamptz[]) h (hour) join tenants t on t.id = $1
  join scored_transactions s on s.tenant_id = $1 and s.occurred_at >= h.hour
   and s.occurred_at <= h.hour + interval '90 minutes' and date_trunc('hour', s.occurred_at, t.time_zone) = h.hour`
