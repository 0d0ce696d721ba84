import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { lockDispositions } from './disposition'
import { refuseUnknown } from './refuse-unknown'
import { historiesOf, refusalOf, retract, writeRetractions } from './retract'

/**
 * Takes back one's own latest decision on each transaction where that is still possible: within five minutes, and while
 * nobody decided after it. The others stay as they are and are counted.
 * @throws AppError not-found naming the transactions that the tenant does not have
 */
export async function undoDecisions(
  ctx: Context,
  transactionIds: readonly string[],
): Promise<{ undone: string[]; kept: number }> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    refuseUnknown(transactionIds, await lockDispositions(tx, tenantId, transactionIds))
    const histories = await historiesOf(tx, tenantId, transactionIds)
    const retractions = [...histories].flatMap(([id, decisions]) => {
      const refused = refusalOf(decisions.at(-1), userId)
      return refused ? [] : [retract(id, decisions, userId)]
    })
    await writeRetractions(tx, ctx, userId, retractions)
    const undone = retractions.map(({ transactionId }) => transactionId)
    return { undone, kept: transactionIds.length - undone.length }
  })
}
