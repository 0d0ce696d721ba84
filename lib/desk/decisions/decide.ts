import { type AuditEvent, writeAudit, writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { honourClaims } from '@/lib/desk/claims'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import {
  type ExpectedVersions,
  latestDecisions,
  requireVersions,
  type StoredDecision,
} from './current-decisions'
import { insertDecisions } from './insert-decisions'
import { presentInForce } from './present'
import type { BulkFeedback, Feedback, RecordedDecision, RecordedDecisions } from './schema'
import {
  type DecisionStates,
  lockDecision,
  lockDecisions,
  requireKnown,
  settleDecisions,
  type Verdict,
} from './settle'

/**
 * Records an analyst's decision, and as a label what it says. History is kept; the latest counts. The same decision of the
 * same user with nothing in between is the same decision.
 * @param expectedVersion the version of the decision that the caller read; null replaces whatever is in force
 * @throws AppError not-found, version-conflict, claimed
 */
export async function recordDecision(
  ctx: Context,
  transactionId: string,
  feedback: Feedback,
  expectedVersion: number | null = null,
): Promise<RecordedDecision> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const state = await lockDecision(tx, tenantId, transactionId)
    const states: DecisionStates = new Map([[transactionId, state]])
    const latest = await latestDecisions(tx, tenantId, states)
    const current = latest.get(transactionId)
    if (current && isRepeated(current, userId, feedback)) {
      const { id, decidedAt } = current
      const recorded = { transactionId, decision: feedback.decision, id, decidedAt, version: state.version }
      return { ...presentRecorded(recorded), replaced: null, repeated: true }
    }
    if (expectedVersion !== null) requireVersions(new Map([[transactionId, expectedVersion]]), states, latest)
    await honourClaims(tx, ctx, [transactionId], { override_claim: feedback.override_claim })
    const [recorded] = await record(tx, ctx, states, feedback)
    return {
      ...presentRecorded(recorded as Recorded),
      replaced: current ? presentInForce(current, state.version) : null,
      repeated: false,
    }
  })
}

/** Notes that are left out, or are the same, add nothing. */
const isRepeated = (current: StoredDecision, userId: string, { decision, notes }: Feedback): boolean =>
  current.userId === userId && current.decision === decision && (!notes || notes === current.notes)

/**
 * Records one decision on many transactions: all of them or none. Each keeps a history and an audit row of its own.
 * @throws AppError not-found naming the transactions that the tenant does not have; version-conflict; claimed
 */
export async function recordDecisions(
  ctx: Context,
  transactionIds: readonly string[],
  feedback: BulkFeedback,
  expectedVersions: ExpectedVersions = new Map(),
): Promise<RecordedDecisions> {
  authorizeDecisions(ctx, transactionIds.length)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockDecisions(tx, tenantId, transactionIds)
    requireKnown(transactionIds, before)
    return decideLocked(tx, ctx, before, feedback, { expectedVersions })
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
 * @param options.selection how the transactions were selected: audited with those that change
 * @throws AppError version-conflict, claimed
 */
export async function decideLocked(
  tx: TenantClient,
  ctx: Context,
  before: DecisionStates,
  feedback: BulkFeedback,
  options: { selection?: AuditEvent['after']; expectedVersions?: ExpectedVersions } = {},
): Promise<RecordedDecisions> {
  const { selection, expectedVersions = new Map() } = options
  const changing = new Map([...before].filter(([, { decision }]) => decision !== feedback.decision))
  const already = before.size - changing.size
  const latest = await latestDecisions(tx, ctx.tenant.id, changing)
  const expected = [...expectedVersions].filter(([id]) => changing.has(id))
  requireVersions(new Map(expected), changing, latest)
  const leftAlone = await honourClaims(tx, ctx, [...changing.keys()], feedback)
  for (const id of leftAlone.keys()) changing.delete(id)
  const skipped = [...leftAlone.values()]
  if (selection && changing.size > 0) {
    const after = {
      ...selection,
      decision: feedback.decision,
      already,
      transaction_ids: [...changing.keys()],
    }
    await writeAudit(tx, ctx, { action: 'transactions.decided', objectKind: 'transaction', after })
  }
  const recorded = changing.size === 0 ? [] : await record(tx, ctx, changing, feedback)
  return {
    updated: recorded.length,
    already,
    transaction_ids: recorded.map(({ transactionId }) => transactionId),
    decision_versions: recorded.map(({ version }) => version),
    replaced: recorded.flatMap(({ transactionId, version }) => {
      const row = latest.get(transactionId)
      return row ? [presentInForce(row, version - 1)] : []
    }),
    skipped,
  }
}

interface Recorded extends Verdict {
  id: string
  decidedAt: Date
  version: number
}

const presentRecorded = ({ id, transactionId, decision, decidedAt, version }: Recorded) => ({
  id,
  transaction_id: transactionId,
  decision,
  decision_version: version,
  decided_at: decidedAt.toISOString(),
})

/** One row of the history and one of the audit log for each transaction. Nothing may be locked after it. */
async function record(
  tx: TenantClient,
  ctx: Context,
  before: DecisionStates,
  { decision, notes }: Feedback,
): Promise<Recorded[]> {
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
    before: { decision: before.get(transactionId)?.decision ?? null },
    after: { decision, decision_id: id },
  }))
  await writeAudits(tx, ctx, events)
  const settled = rows.map(({ id, transactionId }) => ({ transactionId, decision, decisionId: id }))
  await settleDecisions(tx, ctx, settled)
  return rows.map(({ id, transactionId, decidedAt }) => ({
    id,
    transactionId,
    decision,
    decidedAt,
    version: (before.get(transactionId)?.version ?? 0) + 1,
  }))
}
