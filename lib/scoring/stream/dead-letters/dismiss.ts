import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import type { DeadLetter } from '../schema'
import { presentDeadLetter } from './present'
import { findDeadLetter } from './queries'
import { settledAlready } from './settle'

/** Ends a dead letter without scoring it. @throws AppError not-found, conflict where it has ended */
export async function dismissDeadLetter(ctx: Context, id: string): Promise<DeadLetter> {
  authorize(ctx, 'stream:manage')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const count = await tx.$executeRaw`
      update stream_dead_letters set settlement = 'dismissed', settled_at = now(), settled_by = ${requireUserId(ctx)}::uuid
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and settled_at is null`
    const row = await findDeadLetter(tx, tenantId, id)
    if (count === 0) throw settledAlready()
    const { topic, partition, offset } = row
    await writeAudit(tx, ctx, {
      action: 'dead-letter.dismissed',
      objectKind: 'dead-letter',
      objectId: id,
      after: { topic, partition, offset },
    })
    return presentDeadLetter(row)
  })
}
