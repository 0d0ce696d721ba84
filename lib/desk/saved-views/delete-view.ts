import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { ownView } from './own-view'
import { stateOf } from './present-views'

/** @throws AppError not-found, also for a colleague's view */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'view:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const row = await ownView(tx, ctx, id)
    const { count } = await tx.savedView.deleteMany({ where: { tenantId, id } })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, {
      action: 'view.deleted',
      objectKind: 'saved-view',
      objectId: id,
      before: stateOf(row),
    })
  })
}
