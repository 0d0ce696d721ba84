import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { presentViews } from './present-views'
import type { SavedView, ViewPage } from './schema'

/** One's own views and the newest that colleagues share, by name. More than this helps nobody to choose. */
const MAX_SHARED = 100

export async function listViews(ctx: Context, page: ViewPage): Promise<SavedView[]> {
  authorize(ctx, 'view:write')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const own = await tx.savedView.findMany({ where: { tenantId, page, userId }, orderBy: { name: 'asc' } })
    const shared = await tx.savedView.findMany({
      where: { tenantId, page, shared: true, userId: { not: userId } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MAX_SHARED,
    })
    return presentViews(tx, ctx, [...own, ...shared])
  })
}
