import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { viewEvent } from './present'
import { findOwnView } from './queries'

/** Deletes the user's own view. @throws AppError not-found, also for another user's view */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'view:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const row = await findOwnView(tx, ctx, id)
    const { count } = await tx.savedView.deleteMany({ where: { tenantId, id } })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, viewEvent('view.deleted', { before: row }))
  })
}
