import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { findChallengers, findChampion } from './find-models'
import { type ChallengerList, KEPT_DAYS } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** The production model, the challengers of now, and those whose scores are still kept. */
export async function listChallengers(ctx: Context): Promise<ChallengerList> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const since = new Date(Date.now() - KEPT_DAYS * DAY_MS)
  return withTenant({ tenantId }, async (tx) => ({
    champion: await findChampion(tx, tenantId),
    items: await findChallengers(tx, tenantId, since),
  }))
}
