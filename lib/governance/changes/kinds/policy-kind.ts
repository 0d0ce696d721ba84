import { writeAudit } from '@/lib/access/audit'
import type { Policy } from '@/lib/governance/models/schema'
import { AppError, type FieldError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { announce } from '@/lib/messaging/live'
import type { ChangeKind, State } from '../change-kind'
import { readImpact } from '../impact/read-impact'
import { readPolicyInForce } from '../read-policy'
import {
  NO_OUTLOOK,
  type PolicyPayload,
  THRESHOLD_LABELS,
  THRESHOLD_NAMES,
  type ThresholdName,
  type Thresholds,
} from '../schema'

/** Thresholds and bands. It takes effect with the next score in every process: each group of scores reads the policy. */
export const policyKind: ChangeKind<PolicyPayload> = {
  permission: 'policy:write',
  async plan(tx, ctx, payload) {
    const before = await readPolicyInForce(tx, ctx.tenant.id)
    const after = changedBy(payload, before)
    rejectInvalid(before, after)
    return { payload, before: stateOf(before), after, summary: summaryOf(payload, before, after) }
  },
  current: async (tx, tenantId) => stateOf(await readPolicyInForce(tx, tenantId)),
  async outlook(tx, ctx, { before, after }, back) {
    const sides = { before: before as unknown as Thresholds, after: after as unknown as Thresholds }
    return { ...NO_OUTLOOK, impact: await readImpact(tx, ctx.tenant, back, { ...sides, hits: null }) }
  },
  async apply(tx, ctx, { before, after }, requestedBy) {
    const tenantId = ctx.tenant.id
    const version = Number(before.version) + 1
    const { review_threshold, block_threshold, medium_from, high_from } = after as unknown as Thresholds
    const id = newId()
    await tx.policy.create({
      data: {
        tenantId,
        id,
        version,
        reviewThreshold: review_threshold,
        blockThreshold: block_threshold,
        mediumFrom: medium_from,
        highFrom: high_from,
        createdBy: requestedBy,
      },
    })
    await writeAudit(tx, ctx, {
      action: 'policy.changed',
      objectKind: 'policy',
      objectId: id,
      before,
      after: { version, ...after },
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return { policyVersion: version }
  },
}

const changedBy = (payload: Partial<Thresholds>, policy: Thresholds): Thresholds & State => ({
  review_threshold: payload.review_threshold ?? policy.review_threshold,
  block_threshold: payload.block_threshold ?? policy.block_threshold,
  medium_from: payload.medium_from ?? policy.medium_from,
  high_from: payload.high_from ?? policy.high_from,
})

const stateOf = (policy: Policy): State => ({ version: policy.version, ...changedBy({}, policy) })

function rejectInvalid(before: Policy, after: Thresholds): void {
  const errors: FieldError[] = []
  const add = (name: ThresholdName, reason: string) =>
    errors.push({ field: `change.payload.${name}`, reason })
  if (after.block_threshold < after.review_threshold)
    add('block_threshold', `must not lie below the review threshold ${after.review_threshold}`)
  if (after.high_from < after.medium_from)
    add('high_from', `must not lie below the start of the medium band ${after.medium_from}`)
  if (THRESHOLD_NAMES.every((name) => after[name] === before[name]))
    add('review_threshold', 'is in force already, like all other values')
  if (errors.length > 0) throw new AppError('invalid-request', { errors })
}

function summaryOf({ restores_version: version }: PolicyPayload, before: Policy, after: Thresholds): string {
  const changes = THRESHOLD_NAMES.filter((name) => before[name] !== after[name]).map(
    (name) => `${THRESHOLD_LABELS[name]} ${before[name]} → ${after[name]}`,
  )
  const text = changes.join(', ')
  return version === undefined ? text : `Back to policy version ${version}: ${text}`
}
