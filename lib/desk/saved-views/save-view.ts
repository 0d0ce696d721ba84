import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { refuseSecondName } from './own-view'
import { presentViews, stateOf } from './present-views'
import { MAX_VIEWS, type NewView, type SavedView } from './schema'

/**
 * Keeps a filter under a name.
 * @throws AppError conflict where the name is taken or the person has as many views as are kept
 */
export async function saveView(ctx: Context, view: NewView): Promise<SavedView> {
  authorize(ctx, 'view:write')
  if (view.shared) authorize(ctx, 'view:share')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockViews(tx, userId)
    const count = await tx.savedView.count({ where: { tenantId, userId } })
    if (count >= MAX_VIEWS) {
      throw new AppError('conflict', {
        detail: `A person keeps ${MAX_VIEWS} views at most: delete one first.`,
      })
    }
    const row = await tx.savedView.create({ data: { tenantId, id: newId(), userId, ...view } })
    await writeAudit(tx, ctx, {
      action: 'view.saved',
      objectKind: 'saved-view',
      objectId: row.id,
      after: stateOf(row),
    })
    const [saved] = await presentViews(tx, ctx, [row])
    return saved as SavedView
  }).catch(refuseSecondName)
}

/** Two windows of one person may not save a view too many between them. */
const lockViews = (tx: TenantClient, userId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`saved-views:${userId}`}, 0))`
