import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readClaims } from './queries'
import type { Claim } from './schema'
import { lockAlert, takeClaim, type TakenClaim } from './take-claim'

/**
 * Keeps an alert for the caller for ten minutes; claiming again renews it.
 * @throws AppError already-claimed naming who looks at it and until when; conflict where it is resolved or no alert
 */
export async function claimAlert(ctx: Context, transactionId: string): Promise<Claim> {
  authorize(ctx, 'transaction:decide')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockAlert(tx, tenantId, transactionId)
    await requireUnresolved(tx, tenantId, transactionId)
    const taken = await takeClaim(tx, ctx, { transactionId, renews: true })
    if (!taken) throw await alreadyClaimed(tx, tenantId, transactionId)
    return claimOf(ctx, taken)
  })
}

/** The claim that the caller took. */
export const claimOf = (ctx: Context, taken: TakenClaim): Claim => ({
  transaction_id: taken.transaction_id,
  user_id: ctx.actor.id,
  user_name: ctx.actor.kind === 'user' ? ctx.actor.name : ctx.actor.id,
  claimed_at: taken.claimed_at.toISOString(),
  expires_at: taken.expires_at.toISOString(),
})

/** An alert is resolved by confirmed_fraud or false_positive, not by escalated. */
async function requireUnresolved(tx: TenantClient, tenantId: string, transactionId: string): Promise<void> {
  const row = await tx.scoredTransaction.findFirst({
    where: { tenantId, transactionId },
    select: { outcome: true, disposition: true },
  })
  if (!row) throw new AppError('not-found')
  const resolved = row.disposition !== null && row.disposition !== 'escalated'
  if (row.outcome === 'approve' || resolved) {
    throw new AppError('conflict', { detail: 'Only an alert that is not resolved can be claimed.' })
  }
}

async function alreadyClaimed(tx: TenantClient, tenantId: string, transactionId: string): Promise<AppError> {
  const claim = (await readClaims(tx, tenantId, [transactionId])).get(transactionId)
  const who = claim ? `${claim.user_name} is looking at this until ${claim.expires_at}.` : undefined
  return new AppError('already-claimed', {
    detail: who ?? 'Another user is looking at this.',
    ...(claim && { claims: [claim] }),
  })
}
