import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { lockDisposition } from './disposition'
import { historiesOf, retract, writeRetractions } from './retract'

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
    const decisions = (await historiesOf(tx, tenantId, [transactionId])).get(transactionId) ?? []
    const retraction = retract(transactionId, decisions, userId)
    await writeRetractions(tx, ctx, userId, [retraction])
    return { decision: retraction.then }
  })
}
