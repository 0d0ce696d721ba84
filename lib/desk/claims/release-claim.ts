import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Releases an alert that the caller holds.
 * @throws AppError not-found where the caller holds no claim on it
 */
export async function releaseClaim(ctx: Context, transactionId: string): Promise<void> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const { count } = await tx.claim.deleteMany({ where: { tenantId, transactionId, userId } })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, {
      action: 'claim.released',
      objectKind: 'transaction',
      objectId: transactionId,
    })
    await announce(tx, tenantId, { kind: 'claims.changed', payload: { transactionId } })
  })
}

/** Releases alerts of any holder, in the database transaction that settles them. */
export async function releaseClaims(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<void> {
  await tx.claim.deleteMany({ where: { tenantId, transactionId: { in: [...transactionIds] } } })
}
