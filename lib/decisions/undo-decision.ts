import { writeAudit } from '@/lib/audit'
import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { lockDisposition, settleDisposition } from './disposition'
import { standing, undoableUntil } from './schema'

/** All decisions on the transaction, oldest first. */
const historyOf = (tx: TenantClient, tenantId: string, transactionId: string) =>
  tx.analystDecision.findMany({
    where: { tenantId, transactionId },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  })

/** Takes back one's own latest decision within five minutes; what stood before counts again. */
export async function undoDecision(
  ctx: Context,
  transactionId: string,
): Promise<{ decision: string | null }> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockDisposition(tx, tenantId, transactionId)
    const decisions = standing(await historyOf(tx, tenantId, transactionId))
    const latest = decisions.at(-1)
    if (!latest) throw new AppError('conflict', { detail: 'There is no decision to undo.' })
    if (latest.userId !== userId) {
      throw new AppError('missing-permission', { detail: 'Only its author may undo a decision.' })
    }
    if (!undoableUntil(latest.decidedAt, new Date())) {
      throw new AppError('too-late', { detail: 'A decision may be undone within five minutes.' })
    }
    const decision = decisions.at(-2)?.decision ?? null
    const id = newId()
    await tx.analystDecision.create({
      data: { tenantId, id, transactionId, userId, decision: 'retracted', retractsId: latest.id },
    })
    await writeAudit(tx, ctx, {
      action: 'transaction.decision-undone',
      objectKind: 'transaction',
      objectId: transactionId,
      before: { decision: latest.decision, decision_id: latest.id },
      after: { decision },
    })
    await settleDisposition(tx, ctx, transactionId, decision, id)
    return { decision }
  })
}
