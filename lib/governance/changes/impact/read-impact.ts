import type { Tenant } from '@/lib/contract/context'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import type { LookBack } from '../change-kind'
import type { Impact } from '../schema'
import { composeImpact } from './compose-impact'
import type { Side } from './outcome-sql'
import { readPeriod } from './period'
import { rowSource } from './row-source'

export interface ComparedSides {
  before: Side
  after: Side
  /** As RowSource takes it: the rows that new list entries name. */
  hits: Prisma.Sql | null
}

/**
 * What a change would have done to the tenant's own last days, from stored scores: nothing is scored again. Before and
 * after are compared on the same rows, whatever policy decided them at the time.
 */
export async function readImpact(
  tx: TenantClient,
  tenant: Tenant,
  { days, labelDelayDays }: LookBack,
  sides: ComparedSides,
): Promise<Impact> {
  const period = await readPeriod(tx, tenant, days)
  const source = await rowSource(tx, tenant, period, sides)
  return composeImpact(tx, tenant, { period, source, labelDelayDays, comparison: null })
}
