import { writeAudits } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { settleDispositions } from './disposition'
import { standing, undoableUntil } from './schema'

/** Taking back decisions: the row stays in the history with its retraction, and what stood before it counts again. */

type DecisionRow = Awaited<ReturnType<typeof decisionsOn>>[number]

/** All decisions on the transactions, oldest first. */
const decisionsOn = (tx: TenantClient, tenantId: string, transactionIds: readonly string[]) =>
  tx.analystDecision.findMany({
    where: { tenantId, transactionId: { in: [...transactionIds] } },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  })

/** The decisions that count on each transaction, oldest first; those without any are left out. */
export async function historiesOf(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<Map<string, DecisionRow[]>> {
  const histories = new Map<string, DecisionRow[]>()
  for (const row of standing(await decisionsOn(tx, tenantId, transactionIds))) {
    const history = histories.get(row.transactionId)
    if (history) history.push(row)
    else histories.set(row.transactionId, [row])
  }
  return histories
}

export interface Retraction {
  transactionId: string
  undone: DecisionRow
  /** What counts afterwards. */
  then: string | null
}

/** Why the decision may not be undone by this person now; null where it may. */
export function refusalOf(latest: DecisionRow | undefined, userId: string): AppError | null {
  if (!latest) return new AppError('conflict', { detail: 'There is no decision to undo.' })
  if (latest.userId !== userId) {
    return new AppError('missing-permission', { detail: 'Only its author may undo a decision.' })
  }
  if (!undoableUntil(latest.decidedAt, new Date())) {
    return new AppError('too-late', { detail: 'A decision may be undone within five minutes.' })
  }
  return null
}

export function retract(
  transactionId: string,
  decisions: readonly DecisionRow[],
  userId: string,
): Retraction {
  const undone = decisions.at(-1)
  const refused = refusalOf(undone, userId)
  if (refused || !undone) throw refused ?? new AppError('conflict')
  return { transactionId, undone, then: decisions.at(-2)?.decision ?? null }
}

export async function writeRetractions(
  tx: TenantClient,
  ctx: Context,
  userId: string,
  retractions: readonly Retraction[],
): Promise<void> {
  const tenantId = ctx.tenant.id
  const rows = retractions.map((retraction) => ({ ...retraction, id: newId() }))
  await tx.analystDecision.createMany({
    data: rows.map(({ id, transactionId, undone }) => ({
      tenantId,
      id,
      transactionId,
      userId,
      decision: 'retracted',
      retractsId: undone.id,
    })),
  })
  const events = rows.map(({ transactionId, undone, then }) => ({
    action: 'transaction.decision-undone' as const,
    objectKind: 'transaction',
    objectId: transactionId,
    before: { decision: undone.decision, decision_id: undone.id },
    after: { decision: then },
  }))
  await writeAudits(tx, ctx, events)
  await settleDispositions(
    tx,
    ctx,
    rows.map(({ id, transactionId, then }) => ({ transactionId, decision: then, decisionId: id })),
  )
}
