import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { cursorCodec, sortInstant, toPage } from '@/lib/contract/pagination'
import { Prisma, withTenant } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { findEntity } from './find-entity'
import type { EntityTransaction } from './schema'

export interface EntityTransactionPage {
  items: EntityTransaction[]
  next_cursor: string | null
}

interface Row {
  transaction_id: string
  occurred_at: Date
  direction: EntityTransaction['direction']
  type: string
  amount: Prisma.Decimal
  currency: string
  sender_account: string
  receiver_account: string | null
  score: number
  risk_band: EntityTransaction['risk_band']
  outcome: EntityTransaction['outcome']
  disposition: EntityTransaction['decision']
}

const cursors = cursorCodec(z.tuple([sortInstant, z.uuid()]))
const listOf = ({ kind, id }: EntityRef) => ['entity-transactions', kind, id]

/** A page of what the entity took part in, both directions in one order, newest first. */
export async function listEntityTransactions(
  ctx: Context,
  entity: EntityRef,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<EntityTransactionPage> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const place = cursor === undefined ? undefined : cursors.decode(listOf(entity), cursor)
  const before = place && { occurredAt: new Date(place[0]), transactionId: place[1] }
  const rows = await withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, entity)
    return tx.$queryRaw<
      Row[]
    >`${rowsOf(tenantId, entity.kind, Prisma.sql`${entity.id}::text`, { limit: limit + 1, before })}`
  })
  const page = toPage(rows, limit, (last) =>
    cursors.encode(listOf(entity), [last.occurred_at.toISOString(), last.transaction_id]),
  )
  return { items: page.items.map(present), next_cursor: page.nextCursor }
}

const present = (row: Row): EntityTransaction => ({
  transaction_id: row.transaction_id,
  occurred_at: row.occurred_at.toISOString(),
  direction: row.direction,
  type: row.type,
  amount: row.amount.toFixed(2),
  currency: row.currency,
  sender_account: row.sender_account,
  receiver_account: row.receiver_account,
  score: row.score,
  risk_band: row.risk_band,
  outcome: row.outcome,
  decision: row.disposition,
})
