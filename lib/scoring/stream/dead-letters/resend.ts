import { authorize, type Context } from '@/lib/contract/context'
import { type Statement, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { type RowResult, scoreRows } from '@/lib/scoring/path'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { storeDecisions } from '../outbox'
import { readMessage } from '../read-message'
import type { DeadLetter } from '../schema'
import { presentDeadLetter } from './present'
import { findDeadLetter } from './queries'
import { isSettled, settledAlready, settlingStatements } from './settle'

/**
 * Scores a dead letter as if it had come again, as it is or mended; its decision goes to Kafka like any other. Decision
 * and end of the dead letter are one transaction: what was dismissed meanwhile is not scored.
 * @throws AppError not-found, conflict; the problem of the message, which then stays open
 */
export async function resendDeadLetter(ctx: Context, id: string, mended?: string): Promise<DeadLetter> {
  authorize(ctx, 'stream:manage')
  const tenantId = ctx.tenant.id
  const stored = await withTenant({ tenantId }, (tx) => findDeadLetter(tx, tenantId, id))
  if (stored.settled_at !== null) throw settledAlready()
  const value = mended === undefined ? stored.value : Buffer.from(mended)
  if (value === null) {
    throw new AppError('conflict', {
      detail: 'The message has no value that could be sent again. Send it mended.',
    })
  }
  const message = readMessage(ctx.tenant, stored.topic, {
    offset: BigInt(stored.offset),
    key: null,
    value: Buffer.from(value),
    timestampMs: stored.received_at.getTime(),
  })
  if ('error' in message) throw ofMessage(message.error)
  const sender = message.row.transaction.senderAccount
  const alsoWrite = ([only]: RowResult[]): Statement[] => {
    if (only?.kind !== 'scored') return []
    const { transaction_id: transactionId } = JSON.parse(only.body) as ScoreResponse
    const as = only.replayed ? 'duplicate' : 'scored'
    return [
      ...(only.replayed ? [] : [storeDecisions(tenantId, [{ sender, body: only.body }])]),
      ...settlingStatements(ctx, stored, { as, transactionId, mended: mended !== undefined }),
    ]
  }
  const [result] = await scoreRows(ctx, [message.row], alsoWrite, 'stream').catch((error: unknown) => {
    throw isSettled(error) ? settledAlready() : error
  })
  if (result?.kind !== 'scored') throw ofMessage(result?.error ?? new AppError('internal-error'))
  return presentDeadLetter(await withTenant({ tenantId }, (tx) => findDeadLetter(tx, tenantId, id)))
}

/** The problem with the fields of the message under `value`, where the request has them. */
const ofMessage = ({ code, detail, errors, cause }: AppError): AppError =>
  new AppError(code, {
    detail,
    errors: errors?.map(({ field, reason }) => ({
      field: field === '' ? 'value' : `value.${field}`,
      reason,
    })),
    cause,
  })
