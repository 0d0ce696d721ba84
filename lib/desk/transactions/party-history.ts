import { authorize, type Context } from '@/lib/contract/context'
import { amountText } from '@/lib/contract/currency-digits'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import type { PartyHistory, TransactionDetail } from './schema'
import { ORDER_BY, ownAmount, S } from './scored-sql'

const DAYS = 90
/** More payments would not change the median noticeably. */
const NEWEST = 1_000

type Subject = Pick<
  TransactionDetail,
  'transaction_id' | 'occurred_at' | 'sender_account' | 'receiver_account'
>

interface HistoryRow {
  payments: number
  median: Prisma.Decimal | null
  largest: Prisma.Decimal | null
  first_seen: Date | null
  seen_before: Date | null
}

/** What sender and receiver usually send or receive, up to this transaction. */
export async function readPartyHistories(
  ctx: Context,
  subject: Subject,
): Promise<{ sender: PartyHistory; receiver: PartyHistory | null }> {
  authorize(ctx, 'transaction:read')
  const { sender_account, receiver_account } = subject
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => ({
    sender: await readHistory(tx, ctx, subject, 'sender', sender_account),
    receiver:
      receiver_account === null ? null : await readHistory(tx, ctx, subject, 'receiver', receiver_account),
  }))
}

/** Amounts in the institution's currency, of the newest payments in the 90 days before the transaction. */
async function readHistory(
  tx: TenantClient,
  ctx: Context,
  { transaction_id, occurred_at }: Subject,
  role: PartyHistory['role'],
  account: string,
): Promise<PartyHistory> {
  const party = role === 'sender' ? Prisma.sql`s.sender_account` : Prisma.sql`s.receiver_account`
  const { currency } = ctx.tenant
  const amount = ownAmount(S, currency)
  const mine = Prisma.sql`s.tenant_id = ${ctx.tenant.id}::uuid`
  const [row] = await tx.$queryRaw<HistoryRow[]>`
    select count(*)::int as payments, percentile_disc(0.5) within group (order by u.amount) as median,
           max(u.amount) as largest,
           (select least(
              (select min(s.occurred_at) from scored_transactions s where ${mine} and s.sender_account = ${account}),
              (select min(s.occurred_at) from scored_transactions s where ${mine} and s.receiver_account = ${account})
            )) as first_seen,
           (select greatest(
              (select max(s.occurred_at) from scored_transactions s
                where ${mine} and s.sender_account = ${account} and s.occurred_at < ${occurred_at}::timestamptz),
              (select max(s.occurred_at) from scored_transactions s
                where ${mine} and s.receiver_account = ${account} and s.occurred_at < ${occurred_at}::timestamptz)
            )) as seen_before
      from (select ${amount} as amount from scored_transactions s
             where ${mine} and ${party} = ${account} and ${amount} is not null
               and s.occurred_at <= ${occurred_at}::timestamptz
               and s.occurred_at > ${occurred_at}::timestamptz - make_interval(days => ${DAYS}::int)
               and s.transaction_id <> ${transaction_id}::uuid
             order by ${ORDER_BY.time} limit ${NEWEST}) u`
  return {
    role,
    account,
    days: DAYS,
    payments: { count: row?.payments ?? 0, capped: row?.payments === NEWEST },
    median: row?.median ? amountText(row.median, currency) : null,
    largest: row?.largest ? amountText(row.largest, currency) : null,
    first_seen: row?.first_seen?.toISOString() ?? null,
    seen_before: row?.seen_before?.toISOString() ?? null,
  }
}
