import { writeAudit } from '@/lib/audit'
import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Feedback } from './schema'

export interface Decided {
  id: string
  transactionId: string
  decision: string
  decidedAt: Date
}

/** Locks the transaction's prediction, so that decisions on it follow one another. Returns what stands now. */
async function lockDisposition(
  tx: TenantClient,
  tenantId: string,
  transactionId: string,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ disposition: string | null }[]>`
    select disposition from predictions
     where tenant_id = ${tenantId}::uuid and transaction_id = ${transactionId}::uuid for no key update`
  const [row] = rows
  if (!row) throw new AppError('not-found')
  return row.disposition
}

/** Records an analyst's decision. History is kept; the latest counts. */
export async function recordDecision(
  ctx: Context,
  transactionId: string,
  feedback: Feedback,
): Promise<Decided> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockDisposition(tx, tenantId, transactionId)
    const { decision } = feedback
    const notes = feedback.notes || null
    const row = await tx.analystDecision.create({
      data: { tenantId, id: newId(), transactionId, userId, decision, notes },
    })
    await tx.prediction.updateMany({ where: { tenantId, transactionId }, data: { disposition: decision } })
    await writeAudit(tx, ctx, {
      action: 'transaction.decided',
      objectKind: 'transaction',
      objectId: transactionId,
      before: { decision: before },
      after: { decision, decision_id: row.id },
    })
    return { id: row.id, transactionId, decision, decidedAt: row.decidedAt }
  })
}

export { lockDisposition }
