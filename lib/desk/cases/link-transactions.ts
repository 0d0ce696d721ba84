import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { requireTransactions } from './links'
import { lockCase, requireOpen, touchCase } from './record'
import { MAX_LINKS } from './vocabulary'

/**
 * Adds transactions to a case; those that it has already stay as they are. Returns how many are new.
 * @throws AppError not-found, conflict for a closed case or more than 2,000 transactions
 */
export async function linkTransactions(
  ctx: Context,
  caseId: string,
  transactionIds: readonly string[],
): Promise<{ added: number; transaction_count: number }> {
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
    const fresh = [...new Set(transactionIds)].filter((id) => !known.has(id))
    const count = fresh.length + (await tx.caseTransaction.count({ where: { tenantId, caseId } }))
    if (count > MAX_LINKS)
      throw new AppError('conflict', { detail: `A case holds at most ${MAX_LINKS} transactions.` })
    if (fresh.length > 0) {
      await tx.caseTransaction.createMany({
        data: fresh.map((transactionId) => ({ tenantId, caseId, transactionId, addedBy, addedAt })),
      })
      await touchCase(tx, tenantId, caseId, addedAt)
      const after = { transaction_ids: fresh }
      await writeAudit(tx, ctx, { ...subject(caseId), action: 'case.transactions-linked', after })
      await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
    }
    return { added: fresh.length, transaction_count: count }
  })
}

/** Takes a transaction out of a case. @throws AppError not-found where it was not in it */
export async function unlinkTransaction(ctx: Context, caseId: string, transactionId: string): Promise<void> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    const { count } = await tx.caseTransaction.deleteMany({ where: { tenantId, caseId, transactionId } })
    if (count === 0) throw new AppError('not-found')
    await touchCase(tx, tenantId, caseId, ctx.at ?? new Date())
    const before = { transaction_ids: [transactionId] }
    await writeAudit(tx, ctx, { ...subject(caseId), action: 'case.transaction-unlinked', before })
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
  })
}

const subject = (caseId: string) => ({ objectKind: 'case', objectId: caseId })
