import { writeAudit } from '@/lib/access/audit'
import { type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { DeadLetter, SETTLEMENTS } from '../schema'
import { presentDeadLetter } from './present'
import { findDeadLetter } from './queries'

export interface Settlement {
  as: (typeof SETTLEMENTS)[number]
  transactionId: string | null
  /** Whether an administrator changed the message. */
  mended: boolean
}

/** Ends an open dead letter, with its row of the audit log, which names no content. @throws AppError not-found, conflict */
export function settle(
  ctx: Context,
  id: string,
  { as, transactionId, mended }: Settlement,
): Promise<DeadLetter> {
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const count = await tx.$executeRaw`
      update stream_dead_letters
         set settlement = ${as}, settled_at = now(), settled_by = ${requireUserId(ctx)}::uuid, transaction_id = ${transactionId}::uuid
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and settled_at is null`
    const row = await findDeadLetter(tx, tenantId, id)
    if (count === 0) throw settledAlready()
    const { topic, partition, offset } = row
    await writeAudit(tx, ctx, {
      action: as === 'dismissed' ? 'dead-letter.dismissed' : 'dead-letter.resent',
      objectKind: 'dead-letter',
      objectId: id,
      after: { topic, partition, offset, ...(as !== 'dismissed' && { result: as, mended, transactionId }) },
    })
    return presentDeadLetter(row)
  })
}

export const settledAlready = (): AppError =>
  new AppError('conflict', { detail: 'The message was sent again or dismissed before.' })
