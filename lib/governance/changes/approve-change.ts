import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isRole, roleMay } from '@/lib/contract/permissions'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { applyChange, requireCurrent } from './apply-change'
import {
  findChange,
  inChangeTransaction,
  lockChanges,
  noteChange,
  requireStatus,
  stale,
  updateChange,
} from './change-transaction'
import { kindOf, storedPayload } from './kinds'
import { requireIndependence } from './require-independence'
import { type ChangeRow, presentChange } from './present'
import type { ApproveInput, ChangeKindName, ChangeRequest } from './schema'

/**
 * Approves exactly what was shown. It takes effect at once, or at its start. Only another administrator than the one who
 * requested it can approve.
 * @throws AppError not-found; missing-permission for one's own change; conflict where the change does not wait any more, its
 * requester may not request it any more or has made the account that approves since; stale where the hash or what is in force is another one
 */
export async function approveChange(
  ctx: Context,
  id: string,
  { shown_hash: hash, note }: ApproveInput,
): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const decidedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  await prepare(ctx, await withTenant({ tenantId }, (tx) => findChange(tx, tenantId, id)))
  return inChangeTransaction(ctx, async (tx) => {
    await lockChanges(tx, tenantId)
    const row = await findChange(tx, tenantId, id)
    requireStatus(row, 'pending')
    if (row.requestedBy === decidedBy) {
      throw new AppError('missing-permission', {
        detail: 'Another administrator must approve the change: you requested it.',
      })
    }
    await requireRequester(tx, row)
    await requireIndependence(tx, row, decidedBy)
    if (hash !== row.shownHash) throw stale()
    const now = new Date()
    const decision = { decidedBy, decidedAt: now, decisionNote: note || null }
    if (row.startsAt === null || row.startsAt <= now) {
      return presentChange(tx, await applyChange(tx, ctx, row, decision))
    }
    await requireCurrent(tx, row)
    const after = await updateChange(tx, row, { ...decision, status: 'scheduled' })
    await noteChange(tx, ctx, 'change.approved', { before: row, after })
    return presentChange(tx, after)
  })
}

/** Slow work before the lock; its failure is that of the approval. */
async function prepare(ctx: Context, row: ChangeRow): Promise<void> {
  const kind = row.kind as ChangeKindName
  if (row.status === 'pending') await kindOf(kind).prepare?.(ctx, storedPayload(kind, row.payload))
}

/** Two people stand behind a change: the one who requested it must still be allowed to. */
async function requireRequester(tx: TenantClient, { tenantId, requestedBy, kind }: ChangeRow): Promise<void> {
  const user = await tx.user.findFirst({ where: { tenantId, id: requestedBy } })
  const { permission } = kindOf(kind as ChangeKindName)
  if (user?.status === 'active' && isRole(user.role) && roleMay(user.role, permission)) return
  throw new AppError('conflict', {
    detail:
      'The user who requested the change is disabled or has another role. Reject it, or request it anew.',
  })
}
