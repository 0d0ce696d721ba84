import { writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { lockDisposition, settleDispositions } from './disposition'
import type { Feedback } from './schema'

export interface Decided {
  id: string
  transactionId: string
  decision: string
  decidedAt: Date
}

/** Records an analyst's decision, and as a label what it says. History is kept; the latest counts. */
export async function recordDecision(
  ctx: Context,
  transactionId: string,
  feedback: Feedback,
): Promise<Decided> {
  authorize(ctx, 'transaction:decide')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockDisposition(tx, tenantId, transactionId)
    const [decided] = await decideLocked(tx, ctx, new Map([[transactionId, before]]), feedback)
    return decided as Decided
  })
}

/**
 * One decision on each transaction, with a row of the history and of the audit trail for each. Their predictions are
 * locked. Nothing may be locked after it.
 * @param before what stands on each transaction
 */
export async function decideLocked(
  tx: TenantClient,
  ctx: Context,
  before: ReadonlyMap<string, string | null>,
  { decision, notes }: Feedback,
): Promise<Decided[]> {
  const userId = requireUserId(ctx)
  const rows = await tx.analystDecision.createManyAndReturn({
    data: [...before.keys()].map((transactionId) => ({
      tenantId: ctx.tenant.id,
      id: newId(),
      transactionId,
      userId,
      decision,
      notes: notes || null,
      ...(ctx.at && { decidedAt: ctx.at }),
    })),
  })
  const events = rows.map(({ id, transactionId }) => ({
    action: 'transaction.decided' as const,
    objectKind: 'transaction',
    objectId: transactionId,
    before: { decision: before.get(transactionId) ?? null },
    after: { decision, decision_id: id },
  }))
  await writeAudits(tx, ctx, events)
  await settleDispositions(
    tx,
    ctx,
    rows.map(({ id, transactionId }) => ({ transactionId, decision, decisionId: id })),
  )
  return rows
}
