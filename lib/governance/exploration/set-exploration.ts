import { randomBytes } from 'node:crypto'
import { writeAudit } from '@/lib/access/audit'
import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentSettings } from './present'
import { explorationInForce } from './read-exploration'
import type { ExplorationChange, ExplorationSettings } from './schema'

const SEED_BYTES = 32

/**
 * Stores new settings as the next version. The next score of every process follows within two seconds. Each version draws
 * from a seed of its own.
 * @param version the version that the caller has seen, 0 before the first one; null for any
 * @throws AppError conflict while four eyes are on, version-conflict
 */
export async function setExploration(
  ctx: Context,
  { share, amount_cap: amountCap, daily_budget: dailyBudget }: ExplorationChange,
  version: number | null = null,
): Promise<NonNullable<ExplorationSettings>> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const { four_eyes: fourEyes } = await readInstitutionSettings(tx)
    if (fourEyes)
      throw new AppError('conflict', { detail: 'Exploration cannot change while four eyes are on.' })
    const before = await explorationInForce(tx, tenantId)
    const current = before?.version ?? 0
    if (version !== null && version !== current) {
      throw new AppError('version-conflict', { currentVersion: current })
    }
    const row = await tx.explorationSettings.create({
      data: {
        tenantId,
        version: current + 1,
        share,
        amountCap,
        dailyBudget,
        seed: randomBytes(SEED_BYTES).toString('hex'),
        createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      },
    })
    const after = presentSettings(row)
    const event = { action: 'exploration.changed', objectKind: 'tenant', objectId: tenantId, after } as const
    await writeAudit(tx, ctx, before ? { ...event, before } : event)
    return after
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('version-conflict', { cause: error })
  })
}
