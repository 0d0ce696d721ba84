import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { DEFAULT_VELOCITY, type Severity } from '@/lib/engine/velocity'
import type { Outcome } from '@/lib/engine/policy'
import { type Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import type { VelocityPayload, VelocityRuleInForce } from './schema'

/** The rule in force. */
export async function getVelocity(ctx: Context): Promise<VelocityRuleInForce> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const { four_eyes } = await readInstitutionSettings(tx)
    return { ...(await velocityInForce(tx, tenantId)), four_eyes }
  })
}

/** The rule in force, in the transaction of the caller. */
export async function velocityInForce(
  tx: TenantClient,
  tenantId: string,
): Promise<VelocityPayload & { version: number; changed_at: string | null }> {
  const row = await tx.velocityRule.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  const { windowSeconds, threshold, reviewFrom, blockFrom } = row ?? DEFAULT_VELOCITY
  return {
    version: row?.version ?? 0,
    window_seconds: windowSeconds,
    threshold,
    review_from: reviewFrom as Severity | null,
    block_from: blockFrom as Severity | null,
    rings: row && ringsOf(row),
    changed_at: row?.createdAt.toISOString() ?? null,
  }
}

/** The three columns are set together, or none is. */
function ringsOf({
  ringAccounts,
  ringDays,
  ringOutcome,
}: Prisma.VelocityRuleGetPayload<object>): VelocityPayload['rings'] {
  if (ringAccounts === null || ringDays === null) return null
  return { new_accounts: ringAccounts, days: ringDays, outcome: ringOutcome as Outcome }
}
