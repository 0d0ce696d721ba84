import { Prisma, withTenant } from '@/lib/platform/db'
import type { ReplayPayment } from './replay-source'

export interface StoredPayment {
  id: string
  occurred_at: Date
  /** Of an upload: its line in the file. */
  line: number | null
  body: Record<string, unknown>
  label_is_fraud: boolean | null
  label_at: Date | null
}

/**
 * Stored payments as the API takes them, with the label that they have now.
 * @param chosen selects `transaction_id` and `line` of some payments, as `s`
 */
export const readStored = (
  tenantId: string,
  chosen: Prisma.Sql,
  order: Prisma.Sql,
): Promise<StoredPayment[]> =>
  withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<StoredPayment[]>`
      select s.transaction_id::text as id, t.occurred_at, s.line, ${BODY} as body, l.is_fraud as label_is_fraud, l.arrived_at as label_at
        from (${chosen}) s
       cross join lateral (
         select * from transactions where tenant_id = ${tenantId}::uuid and id = s.transaction_id limit 1) t
        left join lateral (
          select case when c.sign = 1 then c.is_fraud end as is_fraud, c.arrived_at from transaction_labels c
           where c.tenant_id = ${tenantId}::uuid and c.transaction_id = s.transaction_id
           order by c.seq desc limit 1) l on true
       order by ${order}`,
  )

/** The payment with its times moved. */
export const toPayment = (
  { id, occurred_at, line, body, label_is_fraud: isFraud, label_at: labelAt }: StoredPayment,
  shiftMs: number,
): ReplayPayment => ({
  name: id.replaceAll('-', ''),
  body: { ...body, occurred_at: new Date(occurred_at.getTime() + shiftMs).toISOString() },
  isFraud: isFraud === true,
  label: isFraud === null || labelAt === null ? null : { isFraud, arrivesAtMs: labelAt.getTime() + shiftMs },
  place: { at: occurred_at, id, line },
})

const BODY = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'type', t.type, 'amount', t.amount, 'currency', t.currency, 'sender_account', t.sender_account,
  'sender_balance_before', t.sender_balance_before, 'sender_balance_after', t.sender_balance_after,
  'receiver_account', t.receiver_account, 'receiver_balance_before', t.receiver_balance_before,
  'receiver_balance_after', t.receiver_balance_after, 'phone', t.phone, 'device_id', t.device_id, 'ip', t.ip, 'city', t.city,
  'country', t.country, 'latitude', t.latitude, 'longitude', t.longitude, 'merchant_category', t.merchant_category,
  'channel', t.channel, 'declined_attempts', t.declined_attempts))
  || case when t.metadata is null then '{}'::jsonb else jsonb_build_object('metadata', t.metadata) end`
