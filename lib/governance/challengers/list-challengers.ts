import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { findChallengers, findChampion } from './find-models'
import { type ChallengerList, KEPT_DAYS } from './schema'

const DAY_MS = 24 * 3_600_000

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
