import type { Context } from '@/lib/contract/context'
import type { Decision } from '@/lib/contract/decisions'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

/** A row of the history to be: a decision, or the retraction of one. */
export interface NewDecision {
  transactionId: string
  decision: Decision | 'retracted'
  notes?: string | undefined
  retractsId?: string
}

export interface InsertedDecision {
  id: string
  transactionId: string
  decidedAt: Date
}

/** Adds rows of one user to the history, in their order. */
export async function insertDecisions(
  tx: TenantClient,
  { tenant, at }: Context,
  userId: string,
  rows: readonly NewDecision[],
): Promise<InsertedDecision[]> {
  // One statement over arrays: Prisma compiles a thousand rows for a second, while locks are held.
  return await tx.$queryRaw<InsertedDecision[]>`
    insert into analyst_decisions
           (tenant_id, user_id, id, transaction_id, decision, notes, retracts_id, decided_at)
    select ${tenant.id}::uuid, ${userId}::uuid, row.id, row.transaction_id, row.decision, row.notes, row.retracts_id,
           coalesce(${at?.toISOString() ?? null}::timestamptz, clock_timestamp())
      from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.transactionId)}::uuid[],
                  ${rows.map((row) => row.decision)}::text[], ${rows.map((row) => row.notes || null)}::text[],
                  ${rows.map((row) => row.retractsId ?? null)}::uuid[])
           with ordinality row (id, transaction_id, decision, notes, retracts_id, place)
     order by row.place
    returning id, transaction_id as "transactionId", decided_at as "decidedAt"`
}
