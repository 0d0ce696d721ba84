import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { lockCase } from './change-case'
import { readCase } from './get-case'
import { requireOpen } from './plan-change'
import { finishChange, touchCase } from './record-change'
import { type ChangedCase, type LinkedTransactions, MAX_LINKS } from './schema'

/**
 * Adds transactions to a case; those that it has already stay as they are.
 * @throws AppError not-found, conflict for a closed case or more than 2,000 transactions
 */
export async function linkTransactions(
  ctx: Context,
  caseId: string,
  transactionIds: readonly string[],
): Promise<LinkedTransactions> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  const addedAt = ctx.at ?? new Date()
  const addedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  return withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    await requireTransactions(tx, tenantId, transactionIds)
    const linked = await tx.caseTransaction.findMany({
      where: { tenantId, caseId, transactionId: { in: [...transactionIds] } },
      select: { transactionId: true },
    })
    const known = new Set(linked.map(({ transactionId }) => transactionId))
    const added = [...new Set(transactionIds)].filter((id) => !known.has(id))
    const count = added.length + (await tx.caseTransaction.count({ where: { tenantId, caseId } }))
    const counts = { added: added.length, transaction_count: count }
    if (count > MAX_LINKS)
      throw new AppError('conflict', { detail: `A case holds at most ${MAX_LINKS} transactions.` })
    if (added.length === 0) return { ...counts, case: await readCase(tx, ctx, caseId) }
    await tx.caseTransaction.createMany({
      data: added.map((transactionId) => ({ tenantId, caseId, transactionId, addedBy, addedAt })),
    })
    await touchCase(tx, ctx, caseId, {
      action: 'case.transactions-linked',
      after: { transaction_ids: added },
    })
    return { ...counts, case: await finishChange(tx, ctx, caseId) }
  })
}

/** Removes a transaction from a case. @throws AppError not-found where the case does not hold it */
export async function unlinkTransaction(
  ctx: Context,
  caseId: string,
  transactionId: string,
): Promise<ChangedCase> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    const { count } = await tx.caseTransaction.deleteMany({ where: { tenantId, caseId, transactionId } })
    if (count === 0) throw new AppError('not-found')
    await touchCase(tx, ctx, caseId, {
      action: 'case.transaction-unlinked',
      before: { transaction_ids: [transactionId] },
    })
    return { case: await finishChange(tx, ctx, caseId) }
  })
}

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
  if (errors.length > 0)
    throw new AppError('not-found', {
      detail: 'Some transactions are not known.',
      errors: errors.slice(0, 50),
    })
}
