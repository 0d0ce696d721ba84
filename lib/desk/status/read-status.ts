import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { recentMedianMs } from '@/lib/platform/recent-latency'
import { countOpenAlerts } from '@/lib/desk/queue'
import { type BundleVersion, modelOf } from '@/lib/scoring/bundles'
import type { ModelState, Status } from './schema'

/** Enough for a model in memory, too short for one that must still pass its checks. */
const PATIENCE_MS = 150

/** The open alerts, the model in production, and how fast this process scores for the institution. */
export async function readStatus(ctx: Context): Promise<Status> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  // In sequence: every page reads this, and a page needs its connections for itself.
  const { open, replayed } = await countOpenAlerts(ctx)
  const model = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({
      where: { stage: 'production' },
      select: { name: true, version: true, manifestSha256: true, origin: true },
    }),
  )
  return {
    open_alerts: open,
    replayed_alerts: replayed,
    model: {
      state: await modelState(tenantId, model),
      name: model?.name ?? null,
      version: model?.version ?? null,
    },
    score_ms_p50: recentMedianMs(tenantId),
  }
}

/** Whether this process would use the model. */
async function modelState(tenantId: string, model: BundleVersion | null): Promise<ModelState> {
  if (!model) return 'none'
  const proven = modelOf(tenantId, model).then(
    (): ModelState => 'healthy',
    (): ModelState => 'refused',
  )
  let timer: NodeJS.Timeout | undefined
  const stillLoading = new Promise<ModelState>((resolve) => {
    timer = setTimeout(() => resolve('loading'), PATIENCE_MS)
  })
  return Promise.race([proven, stillLoading]).finally(() => clearTimeout(timer))
}
