import type { Tenant } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { velocityInForce } from '@/lib/governance/velocity'
import type { LookBack } from '../change-kind'
import type { Impact } from '../schema'
import { comparedRows, readCompared } from './compared-rows'
import { composeImpact } from './compose-impact'
import { floorsOf, type Side } from './outcome-sql'
import { readPeriod } from './period'

/** Another model in place of the one in production, each with its thresholds. */
export interface ModelSides {
  modelId: string
  before: Side
  after: Side
}

/**
 * What another production model would have done to the last days: from the payments that both models scored, one of them as
 * a challenger. Nothing is scored again.
 * @returns null where there is no such payment, or no production model
 */
export async function readModelImpact(
  tx: TenantClient,
  tenant: Tenant,
  { days, labelDelayDays, limits }: LookBack,
  { modelId, before, after }: ModelSides,
): Promise<Impact | null> {
  const production = await tx.modelVersion.findFirst({
    where: { tenantId: tenant.id, stage: 'production' },
    select: { id: true },
  })
  if (!production) return null
  const period = await readPeriod(tx, tenant, days)
  const compared = await readCompared(tx, tenant.id, { modelId, productionId: production.id }, period)
  if (!compared) return null
  const rows = {
    period: { ...period, windows: compared.windows },
    source: comparedRows(
      tenant,
      period,
      compared.pair,
      { before, after },
      floorsOf(await velocityInForce(tx, tenant.id)),
    ),
    hours: compared.hours,
    labelDelayDays,
    comparison: { share: compared.share },
  }
  return composeImpact(tx, tenant, rows, limits)
}
