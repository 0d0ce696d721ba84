import { randomBytes } from 'node:crypto'
import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { presentSettings } from './present'
import { explorationInForce } from './read-exploration'
import type { ExplorationChange, ExplorationSettings } from './schema'

const SEED_BYTES = 32

/**
 * Stores settings as the next version, with its audit row. The next score of every process follows within two seconds. Each
 * version draws from a seed of its own. Of two at the same time, one violates the key of the versions.
 */
export async function applyExploration(
  tx: TenantClient,
  ctx: Context,
  { share, amount_cap: amountCap, daily_budget: dailyBudget }: ExplorationChange,
  createdBy: string | null,
): Promise<NonNullable<ExplorationSettings>> {
  const tenantId = ctx.tenant.id
  const before = await explorationInForce(tx, tenantId)
  const row = await tx.explorationSettings.create({
    data: {
      tenantId,
      version: (before?.version ?? 0) + 1,
      share,
      amountCap,
      dailyBudget,
      seed: randomBytes(SEED_BYTES).toString('hex'),
      createdBy,
    },
  })
  const after = presentSettings(row)
  const event = { action: 'exploration.changed', objectKind: 'tenant', objectId: tenantId, after } as const
  await writeAudit(tx, ctx, before ? { ...event, before } : event)
  return after
}
