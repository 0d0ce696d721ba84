import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { velocityInForce } from './read-velocity'
import type { VelocityPayload } from './schema'

/**
 * Stores a rule as the next version, with its audit row. Every process follows with its next score: each group of scores reads
 * the rule. Of two at the same time, one violates the key of the versions.
 */
export async function applyVelocity(
  tx: TenantClient,
  ctx: Context,
  payload: VelocityPayload,
  createdBy: string | null,
): Promise<void> {
  const tenantId = ctx.tenant.id
  const before = await velocityInForce(tx, tenantId)
  await tx.velocityRule.create({
    data: {
      tenantId,
      version: before.version + 1,
      windowSeconds: payload.window_seconds,
      threshold: payload.threshold,
      reviewFrom: payload.review_from,
      blockFrom: payload.block_from,
      ringAccounts: payload.rings?.new_accounts ?? null,
      ringDays: payload.rings?.days ?? null,
      ringOutcome: payload.rings?.outcome ?? null,
      createdBy,
    },
  })
  await writeAudit(tx, ctx, {
    action: 'velocity.changed',
    objectKind: 'tenant',
    objectId: tenantId,
    before,
    after: await velocityInForce(tx, tenantId),
  })
}
