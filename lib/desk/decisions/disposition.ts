import type { Context } from '@/lib/contract/context'
import { releaseClaims } from '@/lib/desk/claims'
import { recordLabels } from '@/lib/scoring/labels'
import { announce } from '@/lib/messaging/live'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { labelOf } from './schema'

/** The decision in force on a transaction, kept with its prediction. */

/** What is to be in force from now on, and the row of the history that caused it. */
export interface Settled {
  transactionId: string
  /** Null: none. */
  decision: string | null
  decisionId: string
}

/** Locks the transactions' predictions, so that decisions on each follow one another. Returns what stands on each now. */
export async function lockDispositions(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<Map<string, string | null>> {
  const ids = Prisma.sql`${[...transactionIds]}::uuid[]`
  const rows = await tx.$queryRaw<{ transaction_id: string; disposition: string | null }[]>`
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
): Promise<string | null> {
  const standing = (await lockDispositions(tx, tenantId, [transactionId])).get(transactionId)
  if (standing === undefined) throw new AppError('not-found')
  return standing
}

/**
 * Puts the decisions in force, frees the alerts for whoever looks next, tells open pages, and lets what the decisions say
 * be what is known. The last step of its database transaction: scoring waits for the entities that the labels move.
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
