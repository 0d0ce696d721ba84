import { auditStatement } from '@/lib/access/audit'
import { type Context, requireUserId } from '@/lib/contract/context'
import { sqlState, type Statement } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { DeadLetterRow } from './present'

export interface Settlement {
  as: 'scored' | 'duplicate'
  transactionId: string
  /** Whether an administrator changed the message. */
  mended: boolean
}

/**
 * Ends a dead letter that was sent again, in the transaction of its decision: the transaction fails if it was dismissed or sent again
 * meanwhile. The row of the audit log names no content.
 */
export function settlingStatements(
  ctx: Context,
  { id, topic, partition, offset }: DeadLetterRow,
  { as, transactionId, mended }: Settlement,
): Statement[] {
  return [
    {
      name: 'settle-dead-letter',
      text: 'select settle_dead_letter($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid)',
      values: [ctx.tenant.id, id, as, requireUserId(ctx), transactionId],
    },
    auditStatement(ctx, {
      action: 'dead-letter.resent',
      objectKind: 'dead-letter',
      objectId: id,
      after: { topic, partition, offset, result: as, mended, transactionId },
    }),
  ]
}

/** True for the failure of a transaction that would settle what is settled. */
export const isSettled = (error: unknown): boolean => sqlState(error) === 'SS410'

export const settledAlready = (): AppError =>
  new AppError('conflict', { detail: 'The message was sent again or dismissed before.' })
