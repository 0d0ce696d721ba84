import { writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type Decision, standing, undoableUntil } from '@/lib/contract/decisions'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { insertDecisions } from './insert-decisions'
import type { UndoneDecision, UndoneDecisions } from './schema'
import { lockDisposition, lockDispositions, requireKnown, settleDispositions } from './settle'

/** Undoing decisions: the row stays in the history with its retraction, and the decision before it counts again. */

/** Undoes one's own latest decision within five minutes. */
export async function undoDecision(ctx: Context, transactionId: string): Promise<UndoneDecision> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockDisposition(tx, tenantId, transactionId)
    const history = (await historiesOf(tx, tenantId, [transactionId])).get(transactionId) ?? []
    const retraction = retract(transactionId, history, userId)
    await record(tx, ctx, userId, [retraction])
    return { decision: retraction.then }
  })
}

/**
 * Undoes one's own latest decision on each transaction where that is possible: within five minutes, and unless another
 * user decided after it. The others stay as they are and are counted.
 * @throws AppError not-found naming the transactions that the tenant does not have
 */
export async function undoDecisions(
  ctx: Context,
  transactionIds: readonly string[],
): Promise<UndoneDecisions> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    requireKnown(transactionIds, await lockDispositions(tx, tenantId, transactionIds))
    const histories = await historiesOf(tx, tenantId, transactionIds)
    const retractions = [...histories].flatMap(([id, history]) =>
      rejectionOf(history.at(-1), userId) ? [] : [retract(id, history, userId)],
    )
    await record(tx, ctx, userId, retractions)
    return {
      undone: retractions.length,
      kept: transactionIds.length - retractions.length,
      transaction_ids: retractions.map(({ transactionId }) => transactionId),
    }
  })
}

type StoredDecision = Awaited<ReturnType<typeof readDecisions>>[number]

/** All decisions on the transactions, oldest first. */
const readDecisions = (tx: TenantClient, tenantId: string, transactionIds: readonly string[]) =>
  tx.analystDecision.findMany({
    where: { tenantId, transactionId: { in: [...transactionIds] } },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  })

/** The decisions that count on each transaction, oldest first; those without any are left out. */
async function historiesOf(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<Map<string, StoredDecision[]>> {
  const histories = new Map<string, StoredDecision[]>()
  for (const row of standing(await readDecisions(tx, tenantId, transactionIds))) {
    const history = histories.get(row.transactionId)
    if (history) history.push(row)
    else histories.set(row.transactionId, [row])
  }
  return histories
}

interface Retraction {
  transactionId: string
  undone: StoredDecision
  /** What counts afterwards. */
  then: Decision | null
}

function retract(transactionId: string, history: readonly StoredDecision[], userId: string): Retraction {
  const undone = history.at(-1)
  const rejected = rejectionOf(undone, userId)
  if (rejected || !undone) throw rejected ?? new AppError('conflict')
  return { transactionId, undone, then: (history.at(-2)?.decision as Decision | undefined) ?? null }
}

/** Why this user may not undo the decision now; null where they may. */
function rejectionOf(latest: StoredDecision | undefined, userId: string): AppError | null {
  if (!latest) return new AppError('conflict', { detail: 'There is no decision to undo.' })
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
  await settleDispositions(tx, ctx, settled)
}
