import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { endReplay } from './end-replay'
import { readStatus } from './present'
import type { ReplayStatus } from './schema'

/** Stops the running replay. Payments that are being scored at this moment are still counted. Harmless where none is running. */
export async function stopReplay(ctx: Context): Promise<ReplayStatus> {
  authorize(ctx, 'replay:run')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const running = await tx.replay.findFirst({ where: { tenantId, finishedAt: null }, select: { id: true } })
    if (running) await endReplay(tx, ctx, running.id, { status: 'stopped' })
    return await readStatus(tx, tenantId)
  })
}
