import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { applyExploration } from './apply-exploration'
import { explorationInForce } from './read-exploration'
import type { ExplorationChange, ExplorationSettings } from './schema'

/**
 * Sets which blocked payments are let through. Under four eyes only less is set here; more is a change request.
 * @param version the version that the caller has seen, 0 before the first one; null for any
 * @throws AppError conflict where another administrator must approve, version-conflict
 */
export async function setExploration(
  ctx: Context,
  settings: ExplorationChange,
  version: number | null = null,
): Promise<NonNullable<ExplorationSettings>> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await explorationInForce(tx, tenantId)
    const current = before?.version ?? 0
    if (version !== null && version !== current) {
      throw new AppError('version-conflict', { currentVersion: current })
    }
    if (explores(before, settings) && (await readInstitutionSettings(tx)).four_eyes) {
      throw new AppError('conflict', {
        detail:
          'Four eyes are on: another administrator approves that more is let through. Request a change of the kind exploration.',
      })
    }
    return applyExploration(tx, ctx, settings, ctx.actor.kind === 'user' ? ctx.actor.id : null)
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('version-conflict', { cause: error })
  })
}

/** Whether more may be let through than before. Off is never more. */
const explores = (before: ExplorationSettings, after: ExplorationChange): boolean =>
  after.share > 0 &&
  (after.share > (before?.share ?? 0) ||
    Number(after.amount_cap) > Number(before?.amount_cap) ||
    Number(after.daily_budget) > Number(before?.daily_budget))
