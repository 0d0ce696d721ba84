import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { findModel, readLabelDelay } from '@/lib/governance/models'
import { countDecided, NONE_DECIDED } from './count-decided'
import { findChampion } from './find-models'
import { findNewestRun } from './find-run'
import { presentCanary, presentModelName } from './present'
import { readLatency } from './read-latency'
import { readQuality } from './read-quality'
import { readGaps, readTotals } from './read-totals'
import type { Comparison } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/**
 * A challenger beside the production model, on the payments that both scored: agreement and money from totals per hour,
 * precision and recall on mature labels, latency, and the run of the canary.
 * @param days the time of agreement, money and gaps
 * @throws AppError not-found
 */
export async function getComparison(
  ctx: Context,
  id: string,
  { days }: { days: number },
  now = new Date(),
): Promise<Comparison> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const since = new Date(now.getTime() - days * DAY_MS)
  const labelDelay = await readLabelDelay(tenantId)
  return withTenant({ tenantId }, async (tx) => {
    const row = await findModel(tx, tenantId, id)
    const champion = await findChampion(tx, tenantId)
    const run = await findNewestRun(tx, tenantId, id)
    const compared = { tenantId, challengerId: id, championId: champion?.id ?? id, since }
    const totals = await readTotals(tx, compared)
    return {
      model: presentModelName(row),
      champion,
      from: since.toISOString(),
      ...totals,
      ...(totals.compared === 0 ? NONE_DECIDED : await countDecided(tx, compared, ctx.tenant.timeZone)),
      gaps: await readGaps(tx, compared),
      quality: await readQuality(tx, compared, now, labelDelay),
      latency: await readLatency(tx, compared),
      canary: run && presentCanary(run, row.stageVersion),
      four_eyes: (await readInstitutionSettings(tx)).four_eyes,
    }
  })
}
