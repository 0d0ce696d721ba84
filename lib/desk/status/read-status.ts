import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { recentMedianMs } from '@/lib/platform/recent-latency'
import { countOpenAlerts } from '@/lib/desk/queue'
import { modelState } from './model-state'
import type { Status } from './schema'

/** The open alerts, the model that decides, and how fast this process scores. */
export async function readStatus(ctx: Context): Promise<Status> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  // One after the other: every page asks, and a page needs its connections for itself.
  const openAlerts = await countOpenAlerts(ctx)
  const model = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { stage: 'production' }, select: { name: true, version: true } }),
  )
  return {
    open_alerts: openAlerts,
    model: {
      state: await modelState(model),
      name: model?.name ?? null,
      version: model?.version ?? null,
    },
    score_ms_p50: recentMedianMs(),
  }
}
