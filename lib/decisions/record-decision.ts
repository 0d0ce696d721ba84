import { writeAudit } from '@/lib/audit'
import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { lockDisposition, settleDisposition } from './disposition'
import type { Feedback } from './schema'

export interface Decided {
  id: string
  transactionId: string
  decision: string
  decidedAt: Date
}

/** Records an analyst's decision, and as a label what it says. History is kept; the latest counts. */
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
      data: {
        ...{ tenantId, id: newId(), transactionId, userId, decision, notes },
        ...(ctx.at && { decidedAt: ctx.at }),
      },
    })
    await writeAudit(tx, ctx, {
      action: 'transaction.decided',
      objectKind: 'transaction',
      objectId: transactionId,
      before: { decision: before },
      after: { decision, decision_id: row.id },
    })
    await settleDisposition(tx, ctx, transactionId, decision, row.id)
    return { id: row.id, transactionId, decision, decidedAt: row.decidedAt }
  })
}
