import { alertsPerDayCapacity, readInstitutionSettings } from '@/lib/access/tenants'
import type { Tenant } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import type { TenantClient } from '@/lib/platform/db'
import { addAmounts } from '@/lib/platform/money'
import type { Impact } from '../schema'
import { countFlips, IMPACT_LIMITS } from './count-flips'
import { outcomeCosts } from './flip-money'
import { countedOf, type Period } from './period'
import { readLabels } from './read-labels'
import type { RowSource } from './row-source'
import type { HourRows } from './slices'
import { summarizeWindow } from './summarize-window'

/** The rows that an impact is read from. */
export interface ImpactRows {
  period: Period
  source: RowSource
  /** The payments of the period per hour, as far as the source has them. */
  hours: HourRows[]
  labelDelayDays: number
  comparison: Impact['comparison']
}

/** The figures of all windows, with flips, money and labels. */
export async function composeImpact(
  tx: TenantClient,
  tenant: Tenant,
  { period, source, hours, labelDelayDays, comparison }: ImpactRows,
  limits = IMPACT_LIMITS,
): Promise<Impact> {
  const settings = await readInstitutionSettings(tx)
  const costs = outcomeCosts(settings)
  const flips = await countFlips(tx, tenant, { period, hours, source }, costs, limits)
  const labels = await readLabels(tx, tenant.id, period, source, labelDelayDays)
  const digits = minorDigits(tenant.currency)
  return {
    to: period.to.toISOString(),
    currency: tenant.currency,
    alert_capacity_per_day: alertsPerDayCapacity(settings),
    label_delay_days: labelDelayDays,
    comparison,
    counted_from: flips.countedFrom?.toISOString() ?? null,
    windows: countedOf(period, hours, flips.countedFrom).map((window, i) => ({
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
