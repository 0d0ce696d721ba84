import { amountText } from '@/lib/contract/currency-digits'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import type { Prisma } from '@/lib/platform/db'
import { institutionSettings, type TenantSettings } from './schema'

export type TenantRow = Prisma.TenantGetPayload<object>

export const presentTenant = (row: TenantRow): TenantSettings => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  country: row.country,
  currency: row.currency,
  time_zone: row.timeZone,
  step_epoch: row.stepEpoch.toISOString(),
  earliest_event_at: new Date(
    row.earliestEventAt?.getTime() ?? defaultEarliestMs(row.createdAt.getTime()),
  ).toISOString(),
  created_at: row.createdAt.toISOString(),
  ...presentInstitutionSettings(row),
})

/** Parsed on the way out: the columns are texts and arrays, which the database checks and the types do not show. */
export const presentInstitutionSettings = (row: TenantRow) =>
  institutionSettings.parse({
    review_capacity: {
      reviewers: row.reviewers,
      hours_per_day: row.reviewHoursPerDay,
      minutes_per_alert: row.minutesPerAlert,
    },
    working_hours: { days: row.workingDays, from: row.workFrom, to: row.workTo },
    cost_model: {
      fraud_loss_kind: row.fraudLossKind,
      fraud_loss_share: row.fraudLossShare,
      fraud_loss_amount: row.fraudLossAmount && amountText(row.fraudLossAmount, row.currency),
      review_minute_cost: amountText(row.reviewMinuteCost, row.currency),
      stopped_payment_cost: amountText(row.stoppedPaymentCost, row.currency),
    },
    four_eyes: row.fourEyes,
    sandbox: row.sandbox,
    version: row.settingsVersion,
  })
