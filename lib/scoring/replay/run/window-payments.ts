import { Prisma, withTenant } from '@/lib/platform/db'
import { NOT_REPLAYED } from '@/lib/scoring/read-model'
import type { NextPayments, Place } from './replay-source'
import { readStored, toPayment } from './stored-payments'

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

/** Own payments of the window after a place, in the order of time. Payments of earlier replays are left out. */
export function windowPayments(
  { tenantId, from, to }: WindowPlan,
  shiftMs: number,
  start: Place | null,
): NextPayments {
  let after = start
  return async (count) => {
    const position = after
      ? Prisma.sql`(s.occurred_at, s.transaction_id) > (${after.at}, ${after.id}::uuid)`
      : Prisma.sql`s.occurred_at >= ${from}`
    const chosen = Prisma.sql`
      select s.occurred_at, s.transaction_id, null::int as line from scored_transactions s
       where s.tenant_id = ${tenantId}::uuid and ${position} and s.occurred_at < ${to} and s.${NOT_REPLAYED}
       order by s.occurred_at, s.transaction_id limit ${count}`
    const rows = await readStored(tenantId, chosen, Prisma.sql`s.occurred_at, s.transaction_id`)
    const payments = rows.map((row) => toPayment(row, shiftMs))
    after = payments.at(-1)?.place ?? after
    return payments
  }
}
