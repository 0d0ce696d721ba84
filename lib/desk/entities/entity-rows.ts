import type { EntityRef } from '@/lib/contract/entities'
import { ORDER_BY, storedTime } from '@/lib/desk/transactions'
import { Prisma } from '@/lib/platform/db'

/** The transactions of an entity, each once: one index scan per column that may name it. */

/** The position of a row in the order newest first. */
export interface Place {
  occurredAt: Date
  transactionId: string
}

export const OLDEST_FIRST = Prisma.sql`occurred_at, transaction_id`

interface Part {
  /** The direction of the rows, as seen from the entity. */
  direction: Prisma.Sql
  where: Prisma.Sql
}

/** The columns that may name an entity; `id` is SQL. A payment to oneself is found by its sender only. */
export function partsOf(kind: EntityRef['kind'], id: Prisma.Sql): Part[] {
  if (kind === 'device') return [{ direction: Prisma.sql`'used'`, where: Prisma.sql`s.device_id = ${id}` }]
  if (kind === 'phone') return [{ direction: Prisma.sql`'used'`, where: Prisma.sql`s.phone = ${id}` }]
  return [
    {
      direction: Prisma.sql`case when s.receiver_account = ${id} then 'self' else 'sent' end`,
      where: Prisma.sql`s.sender_account = ${id}`,
    },
    {
      direction: Prisma.sql`'received'`,
      where: Prisma.sql`s.receiver_account = ${id} and s.sender_account <> ${id}`,
    },
  ]
}

interface RowsInput {
  limit: number
  order?: Prisma.Sql
  before?: Place | undefined
  /** The columns to read of each row s: ten thousand whole rows do not sort in memory. */
  columns?: Prisma.Sql
}

/** A query for the first rows of an entity in this order, at most `limit` from each part and in all. */
export function rowsOf(
  tenantId: string,
  kind: EntityRef['kind'],
  id: Prisma.Sql,
  { limit, order = ORDER_BY.time, before, columns = Prisma.sql`s.*` }: RowsInput,
): Prisma.Sql {
  const older = before
    ? Prisma.sql`and (s.occurred_at, s.transaction_id) < (${storedTime(before.occurredAt, before.transactionId)}, ${before.transactionId}::uuid)`
    : Prisma.empty
  const parts = partsOf(kind, id).map(
    ({ direction, where }) => Prisma.sql`(
      select ${columns}, ${direction} as direction from scored_transactions s
       where s.tenant_id = ${tenantId}::uuid and ${where} ${older} order by ${order} limit ${limit})`,
  )
  return Prisma.sql`select * from (${Prisma.join(parts, ' union all ')}) own order by ${order} limit ${limit}`
}
