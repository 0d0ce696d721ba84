import { type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { CaseEntityInput } from './bodies'

/** What a case may point at: transactions and entities that the institution has met. */

/** @throws AppError not-found, each unknown id with its field */
export async function requireTransactions(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx.scoredTransaction.findMany({
    where: { tenantId, transactionId: { in: [...ids] } },
    select: { transactionId: true },
  })
  const known = new Set(rows.map(({ transactionId }) => transactionId))
  const errors = ids.flatMap((id, i) =>
    known.has(id)
      ? []
      : [{ field: `transaction_ids[${i}]`, reason: 'is not a transaction of the institution' }],
  )
  refuse(errors, 'Some transactions are not known.')
}

/** An entity is known where it took part in a transaction or stands on a list. @throws AppError not-found */
export async function requireEntities(
  tx: TenantClient,
  tenantId: string,
  entities: readonly CaseEntityInput[],
): Promise<void> {
  if (entities.length === 0) return
  const rows = await tx.$queryRaw<{ known: boolean }[]>`
    select case e.kind
             when 'account' then exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and sender_account = e.id)
               or exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and receiver_account = e.id)
             when 'device' then exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and device_id = e.id)
             else exists (select 1 from scored_transactions where tenant_id = ${tenantId}::uuid and phone = e.id)
           end or exists (select 1 from watchlist_entries w
             where w.tenant_id = ${tenantId}::uuid and w.kind = e.kind and w.account_id = e.id) as known
      from unnest(${entities.map(({ kind }) => kind)}::text[], ${entities.map(({ id }) => id)}::text[])
           with ordinality as e (kind, id, place)
     order by e.place`
  const errors = rows.flatMap(({ known }, i) =>
    known ? [] : [{ field: `entities[${i}].id`, reason: 'was never seen by the institution' }],
  )
  refuse(errors, 'Some entities are not known.')
}

function refuse(errors: { field: string; reason: string }[], detail: string): void {
  if (errors.length > 0) throw new AppError('not-found', { detail, errors: errors.slice(0, 50) })
}
