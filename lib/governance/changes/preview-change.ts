import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import {
  findChange,
  inChangeTransaction,
  noteChange,
  requireStatus,
  updateChange,
} from './change-transaction'
import { kindOf, storedPayload } from './kinds'
import { planChange, prepareChange } from './plan-change'
import { outlookColumns, presentChange } from './present'
import type { ChangeKindName, ChangePreview, ChangeRequest, PreviewDays, PreviewInput } from './schema'
import { hashOf, shownHash } from './shown-hash'

/** What a change would do. Stores nothing. @throws AppError invalid-request, not-found, conflict */
export async function previewChange(ctx: Context, { change, days }: PreviewInput): Promise<ChangePreview> {
  authorize(ctx, kindOf(change.kind).permission)
  const prepared = await prepareChange(ctx, change)
  const planned = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    planChange(tx, ctx, change, days, prepared),
  )
  const { before, after, outlook, summary } = planned
  return { before, after, ...outlook, summary, before_hash: hashOf(before) }
}

/**
 * Computes the preview of a waiting change again, from what is in force now. It has another hash: who approves looks at it
 * anew.
 * @throws AppError not-found; conflict where the change does not wait any more
 */
export async function refreshPreview(ctx: Context, id: string, days: PreviewDays): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const stored = await withTenant({ tenantId }, (tx) => findChange(tx, tenantId, id))
  const name = stored.kind as ChangeKindName
  const payload = storedPayload(name, stored.payload)
  const prepared = await prepareChange(ctx, { kind: name, payload })
  return inChangeTransaction(ctx, async (tx) => {
    const row = await findChange(tx, tenantId, id)
    requireStatus(row, 'pending')
    const planned = await planChange(tx, ctx, { kind: name, payload }, days, prepared)
    const { before, after, outlook, summary } = planned
    const startsAt = row.startsAt?.toISOString() ?? null
    const hash = shownHash({ kind: name, payload, before, after, outlook, reason: row.reason, startsAt })
    const data = { summary, previewDays: days, previewedAt: new Date(), shownHash: hash }
    const refreshed = await updateChange(tx, row, data)
    await tx.changeRequest.updateMany({
      where: { tenantId, id },
      data: { before, after, ...outlookColumns(outlook) },
    })
    await noteChange(tx, ctx, 'change.previewed', { before: row, after: refreshed })
    return presentChange(tx, await findChange(tx, tenantId, id))
  })
}
