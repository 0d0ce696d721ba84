import type { Tenant } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import type { LookBack } from '../change-kind'
import type { Impact } from '../schema'
import { composeImpact } from './compose-impact'
import type { Side } from './outcome-sql'
import { readPeriod } from './period'
import { type Hits, rowSource } from './row-source'

export interface ComparedSides {
  before: Side
  after: Side
  hits: Hits | null
}

/**
 * What a change would have done to the tenant's own last days, from stored scores: nothing is scored again. Before and
 * after are compared on the same rows, whatever policy decided them at the time.
 */
export async function readImpact(
  tx: TenantClient,
  tenant: Tenant,
  { days, labelDelayDays, limits }: LookBack,
  sides: ComparedSides,
): Promise<Impact> {
  const period = await readPeriod(tx, tenant, days)
  const rows = await rowSource(tx, tenant, period, sides)
  return composeImpact(tx, tenant, { period, ...rows, labelDelayDays, comparison: null }, limits)
}
