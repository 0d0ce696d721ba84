import type { Context } from '@/lib/contract/context'
import type { Decision } from '@/lib/contract/decisions'
import { releaseClaims } from '@/lib/desk/claims'
import { recordLabels } from '@/lib/scoring/labels'
import { announce } from '@/lib/messaging/live'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { labelOf } from './schema'

/** The decision in force on a transaction, kept with its prediction. */

/** The decision in force on each transaction; null: none. */
export type Dispositions = ReadonlyMap<string, Decision | null>

/** What is in force from now on, and the row of the history that caused it. */
export interface Settled {
  transactionId: string
  /** Null: none. */
  decision: Decision | null
  decisionId: string
}

/** Locks the transactions' predictions, so that decisions on each follow one another. */
export async function lockDispositions(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<Dispositions> {
  const ids = Prisma.sql`${[...transactionIds]}::uuid[]`
  const rows = await tx.$queryRaw<{ transaction_id: string; disposition: Decision | null }[]>`
    select transaction_id, disposition from predictions
     where tenant_id = ${tenantId}::uuid and transaction_id = any (${ids})
     order by transaction_id for no key update`
  return new Map(rows.map((row) => [row.transaction_id, row.disposition]))
}

/** @throws AppError not-found */
export async function lockDisposition(
  tx: TenantClient,
  tenantId: string,
  transactionId: string,
): Promise<Decision | null> {
  const decision = (await lockDispositions(tx, tenantId, [transactionId])).get(transactionId)
  if (decision === undefined) throw new AppError('not-found')
  return decision
}

/** More are counted only: the problem stays readable. */
const NAMED = 20

/** @throws AppError not-found naming the ids, as they were sent, that are not known */
export function requireKnown(ids: readonly string[], known: Dispositions): void {
  const errors = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: `transaction_ids[${i}]`, reason: `${id} is not known` }],
  )
  if (errors.length === 0) return
  const detail = `${errors.length} of ${ids.length} transactions are not known. Nothing was changed.`
  throw new AppError('not-found', { detail, errors: errors.slice(0, NAMED) })
}

/**
 * Puts the decisions in force, releases the claims, announces the change, and records the labels that the decisions stand for.
 * The last step of its database transaction: scoring waits for the entities whose states the labels change.
 */
export async function settleDispositions(
  tx: TenantClient,
  ctx: Context,
  settled: readonly Settled[],
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
  }))
  await recordLabels(tx, tenantId, reports, ctx.at)
}
