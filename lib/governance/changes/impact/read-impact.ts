import { alertsPerDayCapacity, readInstitutionSettings } from '@/lib/access/tenants'
import type { Tenant } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import { addAmounts } from '@/lib/platform/money'
import type { LookBack } from '../change-kind'
import type { Impact } from '../schema'
import { outcomeCosts } from './flip-money'
import { readPeriod } from './period'
import { readFlips } from './read-flips'
import { readLabels } from './read-labels'
import { rowSource } from './row-source'
import type { Side } from './outcome-sql'
import { summarizeWindow } from './summarize-window'

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
  const settings = await readInstitutionSettings(tx)
  const costs = outcomeCosts(settings)
  const period = await readPeriod(tx, tenant, days)
  const source = await rowSource(tx, tenant, period, sides)
  const flips = await readFlips(tx, tenant, source, costs)
  const labels = await readLabels(tx, tenant.id, period, source, labelDelayDays)
  const digits = minorDigits(tenant.currency)
  return {
    to: period.to.toISOString(),
    currency: tenant.currency,
    alert_capacity_per_day: alertsPerDayCapacity(settings),
    label_delay_days: labelDelayDays,
    windows: period.windows.map((window, i) => ({
      ...summarizeWindow(window, flips, costs, digits),
      labels: labels[i] as (typeof labels)[number],
    })),
    largest_flips: flips.largest.map((flip) => ({
      transaction_id: flip.transactionId,
      occurred_at: new Date(flip.occurredAt).toISOString(),
      sender_account: flip.senderAccount,
      amount: addAmounts([flip.amount], digits),
      score: flip.score,
      from: flip.was,
      to: flip.will,
    })),
  }
}
