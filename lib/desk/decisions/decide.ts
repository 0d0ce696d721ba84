import { type AuditEvent, writeAudit, writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { insertDecisions } from './insert-decisions'
import type { Feedback, RecordedDecision, RecordedDecisions } from './schema'
import {
  type Dispositions,
  lockDisposition,
  lockDispositions,
  requireKnown,
  settleDispositions,
} from './settle'

/** Records an analyst's decision, and as a label what it says. History is kept; the latest counts. */
export async function recordDecision(
  ctx: Context,
  transactionId: string,
  feedback: Feedback,
): Promise<RecordedDecision> {
  authorize(ctx, 'transaction:decide')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockDisposition(tx, tenantId, transactionId)
    const [recorded] = await record(tx, ctx, new Map([[transactionId, before]]), feedback)
    return recorded as RecordedDecision
  })
}

/**
 * Records one decision on many transactions: all of them or none. Each keeps a history and an audit row of its own.
 * @throws AppError not-found naming the transactions that the tenant does not have
 */
export async function recordDecisions(
  ctx: Context,
  transactionIds: readonly string[],
  feedback: Feedback,
): Promise<RecordedDecisions> {
  authorizeDecisions(ctx, transactionIds.length)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockDispositions(tx, tenantId, transactionIds)
    requireKnown(transactionIds, before)
    return decideLocked(tx, ctx, before, feedback)
  })
}

/** More than one at a time needs a permission of its own. */
export function authorizeDecisions(ctx: Context, count: number): void {
  authorize(ctx, 'transaction:decide')
  requireUserId(ctx)
  if (count > 1) authorize(ctx, 'transaction:decide-many')
}

/**
 * Records the decision where another one, or none, is in force. The last step of the caller's database transaction.
 * @param before the decision in force on each transaction, locked
 * @param selection how the transactions were selected: audited with those that change
 */
export async function decideLocked(
  tx: TenantClient,
  ctx: Context,
  before: Dispositions,
  feedback: Feedback,
  selection?: AuditEvent['after'],
): Promise<RecordedDecisions> {
  const changing = new Map([...before].filter(([, decision]) => decision !== feedback.decision))
  const already = before.size - changing.size
  if (changing.size === 0) return { updated: 0, already, transaction_ids: [] }
  if (selection) {
    const after = {
      ...selection,
      decision: feedback.decision,
      already,
      transaction_ids: [...changing.keys()],
    }
    await writeAudit(tx, ctx, { action: 'transactions.decided', objectKind: 'transaction', after })
  }
  const recorded = await record(tx, ctx, changing, feedback)
  return {
    updated: recorded.length,
    already,
    transaction_ids: recorded.map(({ transaction_id }) => transaction_id),
  }
}

/** One row of the history and one of the audit log for each transaction. Nothing may be locked after it. */
async function record(
  tx: TenantClient,
  ctx: Context,
  before: Dispositions,
  { decision, notes }: Feedback,
): Promise<RecordedDecision[]> {
  const userId = requireUserId(ctx)
  const rows = await insertDecisions(
    tx,
    ctx,
    userId,
    [...before.keys()].map((transactionId) => ({ transactionId, decision, notes })),
  )
  const events = rows.map(({ id, transactionId }) => ({
    action: 'transaction.decided' as const,
    objectKind: 'transaction',
    objectId: transactionId,
    before: { decision: before.get(transactionId) ?? null },
    after: { decision, decision_id: id },
  }))
  await writeAudits(tx, ctx, events)
  const settled = rows.map(({ id, transactionId }) => ({ transactionId, decision, decisionId: id }))
  await settleDispositions(tx, ctx, settled)
  return rows.map(({ id, transactionId, decidedAt }) => ({
    id,
    transaction_id: transactionId,
    decision,
    decided_at: decidedAt.toISOString(),
  }))
}
