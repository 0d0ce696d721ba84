import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { AppError } from '@/lib/platform/errors'
import {
  findChange,
  inChangeTransaction,
  noteChange,
  requireStatus,
  updateChange,
} from './change-transaction'
import { presentChange } from './present'
import type { ChangeRequest } from './schema'

/**
 * Rejects a change that waits for approval. One's own change is withdrawn instead.
 * @throws AppError not-found, missing-permission; conflict where it does not wait any more
 */
export async function rejectChange(ctx: Context, id: string, note: string): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const decidedBy = requireUserId(ctx)
  return inChangeTransaction(ctx, async (tx) => {
    const row = await findChange(tx, ctx.tenant.id, id)
    requireStatus(row, 'pending')
    if (row.requestedBy === decidedBy) {
      throw new AppError('missing-permission', { detail: 'You requested the change: withdraw it instead.' })
    }
    const decision = { decidedBy, decidedAt: new Date(), decisionNote: note }
    const after = await updateChange(tx, row, { ...decision, status: 'rejected' })
    await noteChange(tx, ctx, 'change.rejected', { before: row, after })
    return presentChange(tx, after)
  })
}

/**
 * Withdraws a change before it takes effect: a waiting one by its requester, a scheduled one by any administrator.
 * @throws AppError not-found, missing-permission; conflict where it has ended or taken effect
 */
export async function withdrawChange(ctx: Context, id: string): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const decidedBy = requireUserId(ctx)
  return inChangeTransaction(ctx, async (tx) => {
    const row = await findChange(tx, ctx.tenant.id, id)
    requireStatus(row, 'pending', 'scheduled')
    if (row.status === 'pending' && row.requestedBy !== decidedBy) {
      throw new AppError('missing-permission', {
        detail: 'Only the user who requested the change can withdraw it: reject it instead.',
      })
    }
    const after = await updateChange(tx, row, { status: 'withdrawn', decidedBy, decidedAt: new Date() })
    await noteChange(tx, ctx, 'change.withdrawn', { before: row, after })
    return presentChange(tx, after)
  })
}
