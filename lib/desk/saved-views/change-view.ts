import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentView, viewEvent } from './present'
import { findOwnView, rejectDuplicateName } from './queries'
import type { SavedView, ViewChange } from './schema'

/** Changes the user's own view. @throws AppError not-found, also for another user's view; conflict for a duplicate name */
export async function changeView(ctx: Context, id: string, change: ViewChange): Promise<SavedView> {
  authorize(ctx, 'view:write')
  if (change.shared) authorize(ctx, 'view:share')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await findOwnView(tx, ctx, id)
    // Later than before also within its millisecond: the time says which version a change was made of.
    const updatedAt = new Date(Math.max(Date.now(), before.updatedAt.getTime() + 1))
    const { count } = await tx.savedView.updateMany({
      where: { tenantId, id, updatedAt: before.updatedAt },
      data: { ...change, updatedAt },
    })
    if (count === 0)
      throw new AppError('conflict', { detail: 'The view was changed or deleted by another request.' })
    const row = { ...before, ...change, updatedAt }
    await writeAudit(tx, ctx, viewEvent('view.changed', { before, after: row }))
    return presentView(tx, ctx, row)
  }).catch(rejectDuplicateName)
}
