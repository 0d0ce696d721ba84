import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentViews, type ViewRow } from './present'
import type { SavedViewList, ViewPage } from './schema'

const MAX_SHARED = 100

/** The user's own views by name, then at most 100 that other users share. */
export async function listViews(ctx: Context, page: ViewPage): Promise<SavedViewList> {
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
    return { items: await presentViews(tx, ctx, [...own, ...shared]) }
  })
}

/** The row of the user's own view: only its owner changes a view. @throws AppError not-found */
export async function findOwnView(tx: TenantClient, ctx: Context, id: string): Promise<ViewRow> {
  const row = await tx.savedView.findFirst({
    where: { tenantId: ctx.tenant.id, id, userId: requireUserId(ctx) },
  })
  if (!row) throw new AppError('not-found')
  return row
}

export function rejectDuplicateName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', { detail: 'You already have a view with this name.', cause: error })
}
