import { z } from 'zod'
import { authorize, type Context } from '@/lib/auth/context'
import { cursorCodec, toPage } from '@/lib/http/pagination'
import { Prisma, withTenant } from '@/lib/platform/db'
import { type Decision, queueInput, type QueueInput, type QueueItem, type QueuePage } from './schema'

/** One row per transaction, by expected loss or by time, each with the prediction id as tie-break. Keyset pages. */
interface QueueRow {
  transaction_id: string
  id: string
  score: number
  risk_band: QueueItem['riskBand']
  outcome: QueueItem['outcome']
  expected_loss: number
  amount: Prisma.Decimal
  currency: string
  type: string
  sender_account: string
  receiver_account: string | null
  disposition: Decision | null
  occurred_at: Date
  scored_at: Date
}

const byLoss = cursorCodec(z.tuple([z.number(), z.uuid()]))
const byTime = cursorCodec(z.tuple([z.uuid()]))

type Filter = z.output<typeof queueInput>

/** What makes two lists the same list: a cursor of one is refused by another. */
const listOf = ({ risk, decided, outcome, order }: Filter) => [
  'queue',
  risk ?? null,
  decided ?? null,
  outcome ?? null,
  order,
]

function conditions(ctx: Context, filter: Filter): Prisma.Sql {
  const where = [Prisma.sql`p.tenant_id = ${ctx.tenant.id}::uuid`]
  if (filter.risk) where.push(Prisma.sql`p.risk_band = ${filter.risk}`)
  if (filter.outcome) where.push(Prisma.sql`p.outcome = ${filter.outcome}`)
  if (filter.decided === true) where.push(Prisma.sql`p.disposition is not null`)
  if (filter.decided === false) where.push(Prisma.sql`p.disposition is null`)
  if (filter.cursor !== undefined && filter.order === 'loss') {
    const [loss, id] = byLoss.decode(listOf(filter), filter.cursor)
    where.push(Prisma.sql`(p.expected_loss, p.id) < (${loss}::float8, ${id}::uuid)`)
  }
  if (filter.cursor !== undefined && filter.order === 'time') {
    const [id] = byTime.decode(listOf(filter), filter.cursor)
    where.push(Prisma.sql`p.id < ${id}::uuid`)
  }
  return Prisma.join(where, ' and ')
}

const present = (row: QueueRow): QueueItem => ({
  transactionId: row.transaction_id,
  predictionId: row.id,
  score: row.score,
  riskBand: row.risk_band,
  outcome: row.outcome,
  expectedLoss: row.expected_loss,
  amount: row.amount.toFixed(2),
  currency: row.currency,
  type: row.type,
  senderAccount: row.sender_account,
  receiverAccount: row.receiver_account,
  decision: row.disposition,
  occurredAt: row.occurred_at.toISOString(),
  scoredAt: row.scored_at.toISOString(),
})

/** A page of scored transactions. */
export async function listQueue(ctx: Context, input: QueueInput): Promise<QueuePage> {
  authorize(ctx, 'transaction:read')
  const filter = queueInput.parse(input)
  const where = conditions(ctx, filter)
  const order = filter.order === 'loss' ? Prisma.sql`p.expected_loss desc, p.id desc` : Prisma.sql`p.id desc`
  const rows = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<QueueRow[]>`
    select p.transaction_id, p.id, p.score, p.risk_band, p.outcome, p.expected_loss, p.disposition, p.scored_at,
           t.amount, t.currency, t.type, t.sender_account, t.receiver_account, t.occurred_at
      from (select * from predictions p where ${where} order by ${order} limit ${filter.limit + 1}) p
      join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id
     order by ${order}`,
  )
  const page = toPage(rows, filter.limit, (last) =>
    filter.order === 'loss'
      ? byLoss.encode(listOf(filter), [last.expected_loss, last.id])
      : byTime.encode(listOf(filter), [last.id]),
  )
  return { items: page.items.map(present), nextCursor: page.nextCursor }
}
