import type { Context } from '@/lib/auth/context'
import { settleLabels } from '@/lib/labels'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { labelOf } from './schema'

/** The decision in force on a transaction, kept with its prediction. */

/** Locks the transaction's prediction, so that decisions on it follow one another. Returns what stands now. */
export async function lockDisposition(
  tx: TenantClient,
  tenantId: string,
  transactionId: string,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ disposition: string | null }[]>`
    select disposition from predictions
     where tenant_id = ${tenantId}::uuid and transaction_id = ${transactionId}::uuid for no key update`
  const [row] = rows
  if (!row) throw new AppError('not-found')
  return row.disposition
}

/**
 * Puts the decision in force, null for none, and lets what it says be what is known about the transaction. The last step
 * of its database transaction: scoring waits for the entities that the label moves.
 * @param decisionId the row of the history that caused it
 */
export async function settleDisposition(
  tx: TenantClient,
  ctx: Context,
  transactionId: string,
  decision: string | null,
  decisionId: string,
): Promise<void> {
  const tenantId = ctx.tenant.id
  await tx.prediction.updateMany({ where: { tenantId, transactionId }, data: { disposition: decision } })
  const verdict = { transactionId, isFraud: labelOf(decision), source: 'analyst' as const, decisionId }
  await settleLabels(tx, tenantId, [verdict], ctx.at)
}
