import { applyCanary, type CanaryPlan, planCanary } from '@/lib/governance/challengers'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind, State } from '../change-kind'
import { readModelImpact } from '../impact/read-model-impact'
import { readPolicyInForce } from '../read-policy'
import { type CanaryPayload, NO_OUTLOOK } from '../schema'

/** The share of senders whose payments the canary decides: more of it needs two administrators, less of it does not. */
export const canaryKind: ChangeKind<CanaryPayload> = {
  permission: 'policy:write',
  async plan(tx, ctx, payload) {
    const plan = await planOf(tx, ctx.tenant.id, payload)
    const [before, after] = [stateOf(plan, plan.before), stateOf(plan, plan.after)]
    if (JSON.stringify(before) === JSON.stringify(after) && plan.run) {
      throw new AppError('invalid-request', {
        errors: [{ field: 'change.payload.share', reason: 'is in force already, like the limits' }],
      })
    }
    return { payload, before, after, summary: summaryOf(plan) }
  },
  async current(tx, tenantId, payload) {
    const plan = await planOf(tx, tenantId, payload)
    return stateOf(plan, plan.before)
  },
  /** Both models under the policy in force, on all payments that both scored: which senders it decides for is a hash. */
  async outlook(tx, ctx, { payload: { model_id: id } }, back) {
    const policy = await readPolicyInForce(tx, ctx.tenant.id)
    const impact = await readModelImpact(tx, ctx.tenant, back, { modelId: id, before: policy, after: policy })
    return { ...NO_OUTLOOK, impact }
  },
  async apply(tx, ctx, { payload }) {
    await applyCanary(tx, ctx, await planOf(tx, ctx.tenant.id, payload))
    return { policyVersion: null }
  },
}

const planOf = (
  tx: TenantClient,
  tenantId: string,
  { model_id: id, ...input }: CanaryPayload,
): Promise<CanaryPlan> => planCanary(tx, tenantId, id, input)

/** The run is part of the state: one that was stopped and started again is another one. */
const stateOf = ({ model, run }: CanaryPlan, settings: CanaryPlan['before']): State => ({
  model_id: model.id,
  model: model.name,
  stage_version: model.stageVersion,
  version: run?.version ?? 0,
  share: settings.share,
  max_block_shift: settings.maxBlockShift,
  max_review_shift: settings.maxReviewShift,
  slow_ms: settings.slowMs,
  max_slow_shift: settings.maxSlowShift,
})

function summaryOf({ model, before, after }: CanaryPlan): string {
  const percent = (share: number) => `${Number((100 * share).toPrecision(4))} %`
  return `Canary ${model.name}: decides for ${percent(before.share)} → ${percent(after.share)} of the senders`
}
