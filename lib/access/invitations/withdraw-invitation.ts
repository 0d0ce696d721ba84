import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Withdraws an open invitation: its link no longer works.
 * @throws AppError missing-permission, not-found where it is accepted or withdrawn
 */
export async function withdrawInvitation(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'user:manage')
  await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, withdrawnAt: null },
      data: { withdrawnAt: new Date() },
    })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, {
      action: 'user.invitation-withdrawn',
      objectKind: 'invitation',
      objectId: id,
    })
  })
}
