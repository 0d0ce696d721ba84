import { writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type Decision, undoableUntil } from '@/lib/contract/decisions'
import { honourClaims } from '@/lib/desk/claims'
import type { ClaimChoice } from '@/lib/desk/claims/schema'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { type ExpectedVersions, historiesOf, requireVersions, type StoredDecision } from './current-decisions'
import { insertDecisions } from './insert-decisions'
import { presentInForce } from './present'
import type { UndoneDecision, UndoneDecisions } from './schema'
import { type DecisionState, lockDecision, lockDecisions, requireKnown, settleDecisions } from './settle'

/** Undoing decisions: the row stays in the history with its retraction, and the decision before it counts again. */

interface UndoOptions extends ClaimChoice {
  /** The version of the decision that the caller read. */
  expectedVersion?: number | null
}

/**
 * Undoes one's own latest decision within five minutes.
 * @throws AppError not-found, version-conflict, claimed, too-late; conflict where another user decided since
 */
export async function undoDecision(
  ctx: Context,
  transactionId: string,
  { expectedVersion = null, ...choice }: UndoOptions = {},
): Promise<UndoneDecision> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const state = await lockDecision(tx, tenantId, transactionId)
    const history = (await historiesOf(tx, tenantId, [transactionId])).get(transactionId) ?? []
    if (expectedVersion !== null) {
      const latest = new Map(history.slice(-1).map((row) => [transactionId, row]))
      requireVersions(new Map([[transactionId, expectedVersion]]), new Map([[transactionId, state]]), latest)
    }
    const retraction = retract(transactionId, history, userId, state)
    await honourClaims(tx, ctx, [transactionId], choice)
    await record(tx, ctx, userId, [retraction])
    return { decision: retraction.then, decision_version: retraction.version }
  })
}

/**
 * Undoes one's own latest decision on each transaction where that is possible: within five minutes, and unless another
 * user decided after it or the version is another one. The others stay as they are and are counted.
 * @throws AppError not-found naming the transactions that the tenant does not have; claimed
 */
export async function undoDecisions(
  ctx: Context,
  transactionIds: readonly string[],
  choice: ClaimChoice = {},
  expected: ExpectedVersions = new Map(),
): Promise<UndoneDecisions> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const states = await lockDecisions(tx, tenantId, transactionIds)
    requireKnown(transactionIds, states)
    const histories = await historiesOf(tx, tenantId, transactionIds)
    const undoable = [...histories].flatMap(([id, history]) => {
      const state = states.get(id)
      if (!state || (expected.get(id) ?? state.version) !== state.version) return []
      return rejectionOf(history, userId, state) ? [] : [retract(id, history, userId, state)]
    })
    const ids = undoable.map(({ transactionId }) => transactionId)
    const leftAlone = await honourClaims(tx, ctx, ids, choice)
    const retractions = undoable.filter(({ transactionId }) => !leftAlone.has(transactionId))
    if (retractions.length > 0) await record(tx, ctx, userId, retractions)
    return {
      undone: retractions.length,
      kept: transactionIds.length - retractions.length,
      transaction_ids: retractions.map(({ transactionId }) => transactionId),
      decision_versions: retractions.map(({ version }) => version),
      skipped: [...leftAlone.values()],
    }
  })
}

interface Retraction {
  transactionId: string
  undone: StoredDecision
  /** What counts afterwards. */
  then: Decision | null
  /** The version afterwards. */
  version: number
}

function retract(
  transactionId: string,
  history: readonly StoredDecision[],
  userId: string,
  state: DecisionState,
): Retraction {
  const undone = history.at(-1)
  const rejected = rejectionOf(history, userId, state)
  if (rejected || !undone) throw rejected ?? new AppError('conflict')
  const then = history.at(-2)?.decision ?? null
  return { transactionId, undone, then, version: state.version + 1 }
}

/** Why this user may not undo the decision now; null where they may. */
function rejectionOf(
  history: readonly StoredDecision[],
  userId: string,
  { version }: DecisionState,
): AppError | null {
  const latest = history.at(-1)
  if (!latest) return new AppError('conflict', { detail: 'There is no decision to undo.' })
  if (latest.userId !== userId && history.some((row) => row.userId === userId)) {
    return new AppError('conflict', {
      detail: `${latest.userName} decided after you. Nothing was undone.`,
      decisions: [presentInForce(latest, version)],
    })
  }
  if (latest.userId !== userId) {
    return new AppError('missing-permission', { detail: 'Only its author may undo a decision.' })
  }
  if (!undoableUntil(latest.decidedAt, new Date())) {
    return new AppError('too-late', { detail: 'A decision may be undone within five minutes.' })
  }
  return null
}

async function record(
  tx: TenantClient,
  ctx: Context,
  userId: string,
  retractions: readonly Retraction[],
): Promise<void> {
  const inserted = await insertDecisions(
    tx,
    ctx,
    userId,
    retractions.map(({ transactionId, undone }) => ({
      transactionId,
      decision: 'retracted' as const,
      retractsId: undone.id,
    })),
  )
  const events = retractions.map(({ transactionId, undone, then }) => ({
    action: 'transaction.decision-undone' as const,
    objectKind: 'transaction',
    objectId: transactionId,
    before: { decision: undone.decision, decision_id: undone.id },
    after: { decision: then },
  }))
  await writeAudits(tx, ctx, events)
  const thenOf = new Map(retractions.map(({ transactionId, then }) => [transactionId, then]))
  const settled = inserted.map(({ id, transactionId }) => ({
    transactionId,
    decision: thenOf.get(transactionId) ?? null,
    decisionId: id,
  }))
  await settleDecisions(tx, ctx, settled, { restores: true })
}
