import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { presentView, viewEvent } from './present'
import { rejectDuplicateName } from './queries'
import { MAX_VIEWS, type NewView, type SavedView } from './schema'

/**
 * Saves a filter under a name.
 * @throws AppError conflict for a duplicate name, or where the user already has 50 views
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
        detail: `You already have ${MAX_VIEWS} views: delete one first.`,
      })
    }
    const row = await tx.savedView.create({ data: { tenantId, id: newId(), userId, ...view } })
    await writeAudit(tx, ctx, viewEvent('view.saved', { after: row }))
    return presentView(tx, ctx, row)
  }).catch(rejectDuplicateName)
}

/** Serializes saves of one user, so that two windows cannot exceed the limit together. */
const lockViews = (tx: TenantClient, userId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`saved-views:${userId}`}, 0))`
