import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import type { PartyGlance, TransactionDetail } from './schema'

const DAYS = 90
/** More payments than these say nothing new about what is usual. */
const NEWEST = 1_000

type Subject = Pick<TransactionDetail, 'transactionId' | 'occurredAt' | 'currency' | 'sender' | 'receiver'>

interface GlanceRow {
  payments: number
  median: Prisma.Decimal | null
  largest: Prisma.Decimal | null
  first_seen: Date | null
  seen_before: Date | null
}

/** What the parties usually send or receive, before this transaction. */
export async function readPartyGlances(
  ctx: Context,
  subject: Subject,
): Promise<{ sender: PartyGlance; receiver: PartyGlance | null }> {
  authorize(ctx, 'transaction:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => ({
    sender: await readGlance(tx, ctx, subject, 'sender', subject.sender.account),
    receiver: subject.receiver && (await readGlance(tx, ctx, subject, 'receiver', subject.receiver.account)),
  }))
}

/** Amounts in the currency of the transaction, of the newest payments in the 90 days before it. */
async function readGlance(
  tx: TenantClient,
  ctx: Context,
  { transactionId, occurredAt, currency }: Subject,
  role: PartyGlance['role'],
  account: string,
): Promise<PartyGlance> {
  const party = role === 'sender' ? Prisma.sql`s.sender_account` : Prisma.sql`s.receiver_account`
  const mine = Prisma.sql`s.tenant_id = ${ctx.tenant.id}::uuid`
  const [row] = await tx.$queryRaw<GlanceRow[]>`
    select count(*)::int as payments, percentile_disc(0.5) within group (order by u.amount) as median,
           max(u.amount) as largest,
           (select least(
              (select min(s.occurred_at) from scored_transactions s where ${mine} and s.sender_account = ${account}),
              (select min(s.occurred_at) from scored_transactions s where ${mine} and s.receiver_account = ${account})
            )) as first_seen,
           (select greatest(
              (select max(s.occurred_at) from scored_transactions s
                where ${mine} and s.sender_account = ${account} and s.occurred_at < ${occurredAt}::timestamptz),
              (select max(s.occurred_at) from scored_transactions s
                where ${mine} and s.receiver_account = ${account} and s.occurred_at < ${occurredAt}::timestamptz)
            )) as seen_before
      from (select s.amount from scored_transactions s
             where ${mine} and ${party} = ${account} and s.currency = ${currency}
               and s.occurred_at <= ${occurredAt}::timestamptz
               and s.occurred_at > ${occurredAt}::timestamptz - make_interval(days => ${DAYS}::int)
               and s.transaction_id <> ${transactionId}::uuid
             order by s.occurred_at desc, s.transaction_id desc limit ${NEWEST}) u`
  return {
    role,
    account,
    days: DAYS,
    payments: { count: row?.payments ?? 0, capped: row?.payments === NEWEST },
    median: row?.median?.toFixed(2) ?? null,
    largest: row?.largest?.toFixed(2) ?? null,
    firstSeen: row?.first_seen?.toISOString() ?? null,
    seenBefore: row?.seen_before?.toISOString() ?? null,
  }
}
