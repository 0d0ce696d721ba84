import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { ownView, refuseSecondName } from './own-view'
import { presentViews, stateOf } from './present-views'
import type { SavedView, ViewChange } from './schema'

/**
 * Renames, shares or refills one's own view.
 * @throws AppError not-found for a colleague's; conflict where the name is taken
 */
export async function changeView(ctx: Context, id: string, change: ViewChange): Promise<SavedView> {
  authorize(ctx, 'view:write')
  if (change.shared) authorize(ctx, 'view:share')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await ownView(tx, ctx, id)
    const { count } = await tx.savedView.updateMany({
      where: { tenantId, id, updatedAt: before.updatedAt },
      data: { ...change, updatedAt: new Date() },
    })
    if (count === 0) throw new AppError('conflict', { detail: 'The view was changed or deleted meanwhile.' })
    const row = { ...before, ...change, updatedAt: new Date() }
    await writeAudit(tx, ctx, {
      action: 'view.changed',
      objectKind: 'saved-view',
      objectId: id,
      before: stateOf(before),
      after: stateOf(row),
    })
    const [saved] = await presentViews(tx, ctx, [row])
    return saved as SavedView
  }).catch(refuseSecondName)
}
