import { Prisma, withTenant } from '@/lib/platform/db'
import { NOT_REPLAYED } from '@/lib/scoring/read-model'
import type { NextPayments, ReplayPayment } from './replay-source'

export interface WindowPlan {
  tenantId: string
  from: Date
  to: Date
}

/** The last of so many payments is moved to the start: none lies in the future, and the time between two of them stays. */
export async function windowShift(
  { tenantId, from, to }: WindowPlan,
  payments: number,
  startedAt: Date,
): Promise<number> {
  const [found] = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ last: Date | null }[]>`
      select max(occurred_at) as last from (
        select s.occurred_at from scored_transactions s
         where s.tenant_id = ${tenantId}::uuid and s.occurred_at >= ${from} and s.occurred_at < ${to} and s.${NOT_REPLAYED}
         order by s.occurred_at, s.transaction_id limit ${payments}) taken`,
  )
  return found?.last ? startedAt.getTime() - found.last.getTime() : 0
}

type Place = NonNullable<ReplayPayment['place']>

interface Row {
  id: string
  occurred_at: Date
  body: Record<string, unknown>
  label_is_fraud: boolean | null
  label_at: Date | null
}

/** Own payments of the window after a place. Payments of earlier replays are left out. */
export function windowPayments(plan: WindowPlan, shiftMs: number, start: Place | null): NextPayments {
  let after = start
  return async (count) => {
    const rows = await readRows(plan, after, count)
    const last = rows.at(-1)
    if (last) after = { at: last.occurred_at, id: last.id }
    return rows.map((row): ReplayPayment => ({
      name: row.id.replaceAll('-', ''),
      body: { ...row.body, occurred_at: new Date(row.occurred_at.getTime() + shiftMs).toISOString() },
      isFraud: row.label_is_fraud === true,
      label:
        row.label_is_fraud === null || row.label_at === null
          ? null
          : { isFraud: row.label_is_fraud, arrivesAtMs: row.label_at.getTime() + shiftMs },
      place: { at: row.occurred_at, id: row.id },
    }))
  }
}

const readRows = ({ tenantId, from, to }: WindowPlan, after: Place | null, count: number): Promise<Row[]> => {
  const position = after
    ? Prisma.sql`(s.occurred_at, s.transaction_id) > (${after.at}, ${after.id}::uuid)`
    : Prisma.sql`s.occurred_at >= ${from}`
  return withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Row[]>`
      select s.transaction_id::text as id, s.occurred_at, ${BODY} as body, l.is_fraud as label_is_fraud, l.arrived_at as label_at
        from (select s.tenant_id, s.occurred_at, s.transaction_id from scored_transactions s
               where s.tenant_id = ${tenantId}::uuid and ${position} and s.occurred_at < ${to} and s.${NOT_REPLAYED}
               order by s.occurred_at, s.transaction_id limit ${count}) s
       cross join lateral (
         select * from transactions where tenant_id = s.tenant_id and id = s.transaction_id limit 1) t
        left join lateral (
          select case when c.sign = 1 then c.is_fraud end as is_fraud, c.arrived_at from transaction_labels c
           where c.tenant_id = s.tenant_id and c.transaction_id = s.transaction_id
           order by c.seq desc limit 1) l on true
       order by s.occurred_at, s.transaction_id`,
  )
}

const BODY = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'type', t.type, 'amount', t.amount, 'currency', t.currency, 'sender_account', t.sender_account,
  'sender_balance_before', t.sender_balance_before, 'sender_balance_after', t.sender_balance_after,
  'receiver_account', t.receiver_account, 'receiver_balance_before', t.receiver_balance_before,
  'receiver_balance_after', t.receiver_balance_after, 'phone', t.phone, 'device_id', t.device_id, 'ip', t.ip, 'city', t.city,
  'country', t.country, 'latitude', t.latitude, 'longitude', t.longitude, 'merchant_category', t.merchant_category,
  'channel', t.channel, 'declined_attempts', t.declined_attempts))
  || case when t.metadata is null then '{}'::jsonb else jsonb_build_object('metadata', t.metadata) end`
