import { type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ViewRow } from './present-views'

/** A view is changed by who saved it, nobody else. */
export async function ownView(tx: TenantClient, ctx: Context, id: string): Promise<ViewRow> {
  const row = await tx.savedView.findFirst({
    where: { tenantId: ctx.tenant.id, id, userId: requireUserId(ctx) },
  })
  if (!row) throw new AppError('not-found')
  return row
}

export function refuseSecondName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', { detail: 'You have a view of that name already.', cause: error })
}
