import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { applyCanary, planCanary } from './apply-canary'
import { widens } from './canary-settings'
import type { Canary, CanaryInput } from './schema'

/**
 * Sets the share of senders whose payments the canary decides, from the next score on in every process. The first call
 * starts the run with its limits. They stay once it has decided: limits that follow the data would void the test. Under
 * four eyes only less is set here; more is a change request.
 * @param version the version of the run that the caller has seen; null for any
 * @throws AppError not-found; conflict where the model is not the canary, its run has ended, its limits are fixed or another
 * administrator must approve; version-conflict
 */
export async function setCanary(
  ctx: Context,
  id: string,
  input: CanaryInput,
  version: number | null = null,
): Promise<Canary> {
  authorize(ctx, 'policy:write')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const plan = await planCanary(tx, ctx.tenant.id, id, input)
    const current = plan.run?.version ?? 0
    if (version !== null && version !== current) {
      throw new AppError('version-conflict', { currentVersion: current })
    }
    if (widens(plan.before, plan.after) && (await readInstitutionSettings(tx)).four_eyes) {
      throw new AppError('conflict', {
        detail:
          'Four eyes are on: another administrator approves a canary that decides for more senders. Request a change of the kind canary.',
      })
    }
    return applyCanary(tx, ctx, plan)
  })
}
