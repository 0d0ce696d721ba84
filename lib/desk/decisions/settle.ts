import type { Context } from '@/lib/contract/context'
import type { Decision } from '@/lib/contract/decisions'
import { releaseClaims } from '@/lib/desk/claims'
import { recordLabels } from '@/lib/scoring/labels'
import { announce } from '@/lib/messaging/live'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { labelOf } from './schema'

/** The decision in force on a transaction, kept with its prediction. */
export interface DecisionState {
  /** Null: none. */
  decision: Decision | null
  /** Grows with each decision and each undo. */
  version: number
}

export type DecisionStates = ReadonlyMap<string, DecisionState>

export interface Verdict {
  transactionId: string
  decision: Decision
}

/** What is in force from now on, and the row of the history that caused it. */
export interface Settled {
  transactionId: string
  /** Null: none. */
  decision: Decision | null
  decisionId: string
}

/** Locks the transactions' predictions, so that decisions and claims on each follow one another. */
export async function lockDecisions(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<DecisionStates> {
  const ids = Prisma.sql`${[...transactionIds]}::uuid[]`
  const rows = await tx.$queryRaw<{ id: string; decision: Decision | null; version: number }[]>`
    select transaction_id as id, disposition as decision, decision_version as version from predictions
     where tenant_id = ${tenantId}::uuid and transaction_id = any (${ids})
     order by transaction_id for no key update`
  return new Map(rows.map(({ id, decision, version }) => [id, { decision, version }]))
}

/** @throws AppError not-found */
export async function lockDecision(
  tx: TenantClient,
  tenantId: string,
  transactionId: string,
): Promise<DecisionState> {
  const [state] = (await lockDecisions(tx, tenantId, [transactionId])).values()
  if (state === undefined) throw new AppError('not-found')
  return state
}

/** More are counted only: the problem stays readable. */
const NAMED = 20

/** @throws AppError not-found naming the ids, as they were sent, that are not known */
export function requireKnown(ids: readonly string[], known: DecisionStates): void {
  const errors = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: `transaction_ids[${i}]`, reason: `${id} is not known` }],
  )
  if (errors.length === 0) return
  const detail = `${errors.length} of ${ids.length} transactions are not known. Nothing was changed.`
  throw new AppError('not-found', { detail, errors: errors.slice(0, NAMED) })
}

/**
 * Puts the decisions in force, releases the claims, announces the change, and records the labels that the decisions stand for.
 * `restores`: the decisions were in force before, and so were their labels.
 * The last step of its database transaction: scoring waits for the entities whose states the labels change.
 */
export async function settleDecisions(
  tx: TenantClient,
  ctx: Context,
  settled: readonly Settled[],
  { restores = false }: { restores?: boolean } = {},
): Promise<void> {
  if (settled.length === 0) return
  const tenantId = ctx.tenant.id
  const transactionIds = settled.map((row) => row.transactionId)
  await tx.$executeRaw`
    update predictions p set disposition = s.decision
      from unnest(${transactionIds}::uuid[], ${settled.map((row) => row.decision)}::text[]) as s (id, decision)
     where p.tenant_id = ${tenantId}::uuid and p.transaction_id = s.id`
  await releaseClaims(tx, tenantId, transactionIds)
  await announce(tx, tenantId, {
    kind: 'transactions.decided',
    payload: { transactionIds, count: settled.length },
  })
  const reports = settled.map(({ transactionId, decision, decisionId }) => ({
    transactionId,
    isFraud: labelOf(decision),
    source: 'analyst' as const,
    decisionId,
    restores,
  }))
  await recordLabels(tx, tenantId, reports, ctx.at)
}
