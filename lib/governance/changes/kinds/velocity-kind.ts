import { isDeepStrictEqual } from 'node:util'
import { applyVelocity, velocityInForce } from '@/lib/governance/velocity'
import { AppError } from '@/lib/platform/errors'
import type { TenantClient } from '@/lib/platform/db'
import type { ChangeKind, State } from '../change-kind'
import { readVelocityOutlook } from '../impact/read-velocity-outlook'
import { NO_OUTLOOK, type VelocityPayload } from '../schema'

/** How many payments in a short time are too many, and what happens then. */
export const velocityKind: ChangeKind<VelocityPayload> = {
  permission: 'policy:write',
  async plan(tx, ctx, payload) {
    const before = await stateIn(tx, ctx.tenant.id)
    if (isDeepStrictEqual({ ...payload, version: before.version }, before)) {
      throw new AppError('invalid-request', {
        errors: [{ field: 'change.payload.threshold', reason: 'is in force already, like all other values' }],
      })
    }
    return { payload, before, after: { ...payload }, summary: summaryOf(payload) }
  },
  current: stateIn,
  async outlook(tx, ctx, { payload }, back) {
    const rules = { before: await velocityInForce(tx, ctx.tenant.id), after: payload }
    return { ...NO_OUTLOOK, velocity: await readVelocityOutlook(tx, ctx.tenant, back, rules) }
  },
  async apply(tx, ctx, { payload }, requestedBy) {
    await applyVelocity(tx, ctx, payload, requestedBy)
    return { policyVersion: null }
  },
}

async function stateIn(tx: TenantClient, tenantId: string): Promise<State> {
  const { version, window_seconds, threshold, review_from, block_from, rings } = await velocityInForce(
    tx,
    tenantId,
  )
  return { version, window_seconds, threshold, review_from, block_from, rings }
}

function summaryOf({ window_seconds, threshold, review_from, block_from, rings }: VelocityPayload): string {
  const effects = [
    review_from === null ? '' : `review from ${review_from}`,
    block_from === null ? '' : `block from ${block_from}`,
  ].filter(Boolean)
  const effect = effects.length > 0 ? effects.join(', ') : 'no effect on outcomes'
  const ring = rings
    ? `; rings from ${rings.new_accounts} new accounts in ${rings.days} days, ${RING_EFFECTS[rings.outcome]}`
    : ''
  return `Velocity: more than ${threshold} payments in ${window_seconds} seconds, ${effect}${ring}`
}

const RING_EFFECTS = { approve: 'no effect on outcomes', review: 'review', block: 'block' } as const
