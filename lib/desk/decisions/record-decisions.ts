import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { lockDispositions } from './disposition'
import { decideLocked } from './record-decision'
import { refuseUnknown } from './refuse-unknown'
import type { Feedback } from './schema'

export interface DecidedMany {
  /** The transactions that were decided now. */
  transactionIds: string[]
  /** How many stood at that decision before and were left as they are. */
  already: number
}

/**
 * Records one decision on many transactions: all of them or none. Each keeps a history and an audit row of its own.
 * @throws AppError not-found naming the transactions that the tenant does not have
 */
export async function recordDecisions(
  ctx: Context,
  transactionIds: readonly string[],
  feedback: Feedback,
): Promise<DecidedMany> {
  authorizeDecisions(ctx, transactionIds)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const standing = await lockDispositions(tx, tenantId, transactionIds)
    refuseUnknown(transactionIds, standing)
    return decideMany(tx, ctx, standing, feedback)
  })
}

/** More than one at a time needs a permission of its own. */
export function authorizeDecisions(ctx: Context, transactionIds: readonly string[]): void {
  authorize(ctx, 'transaction:decide')
  requireUserId(ctx)
  if (transactionIds.length > 1) authorize(ctx, 'transaction:decide-many')
}

/**
 * As the last step of the caller's transaction.
 * @param standing what stands on each transaction, locked
 */
export async function decideMany(
  tx: TenantClient,
  ctx: Context,
  standing: ReadonlyMap<string, string | null>,
  feedback: Feedback,
): Promise<DecidedMany> {
  const changing = [...standing].filter(([, decision]) => decision !== feedback.decision)
  const already = standing.size - changing.length
  if (changing.length === 0) return { transactionIds: [], already }
  const decided = await decideLocked(tx, ctx, new Map(changing), feedback)
  return { transactionIds: decided.map((row) => row.transactionId), already }
}
