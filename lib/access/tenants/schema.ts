/** The settings of an institution in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { countryCode } from '@/lib/contract/country-code'
import { currencyCode } from '@/lib/contract/currency'
import { uuid } from '@/lib/contract/uuid'
import type { CostModel } from '@/lib/engine/policy'
import { isTimeZone } from '@/lib/platform/local-time'

/** An amount of money as exact decimal text, in major units. */
const moneyText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'must be an amount as text, such as "12.50", with at most 4 decimals')
const isPositive = (text: string) => Number(text) > 0

const reviewCapacity = z.strictObject({
  reviewers: z.int().min(1).max(100_000).describe('People who review alerts'),
  hours_per_day: z.number().positive().max(24).describe('Hours that each of them reviews on a working day'),
  minutes_per_alert: z.number().min(0.1).max(1_440).describe('How long an alert takes'),
})
export type ReviewCapacity = z.infer<typeof reviewCapacity>

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30')
const workingHours = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'must not name a day twice')
      .describe('ISO 8601: 1 is Monday'),
    from: clock.describe("In the institution's time zone"),
    to: z
      .union([clock, z.literal('24:00')], 'must be a time such as 17:30, at most 24:00')
      .describe('Before `from`: on the next day'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must differ from the start' })
export type WorkingHours = z.infer<typeof workingHours>

const costModel = z
  .strictObject({
    fraud_loss_kind: z
      .enum(['share', 'fixed'])
      .describe('Whether a missed fraud costs a share of its amount or a fixed sum'),
    fraud_loss_share: z.number().positive().max(1).describe('Of `share`'),
    fraud_loss_amount: moneyText
      .refine(isPositive, 'must be greater than 0')
      .nullable()
      .describe('Of `fixed`'),
    review_minute_cost: moneyText.describe('What a reviewer costs per minute'),
    stopped_payment_cost: moneyText.describe('What it costs to stop the payment of a genuine customer, once'),
  })
  .refine(({ fraud_loss_kind: kind, fraud_loss_amount: amount }) => kind === 'share' || amount !== null, {
    path: ['fraud_loss_amount'],
    message: 'is required for a fixed loss',
  })
  .describe("Amounts in major units of the institution's currency") satisfies z.ZodType<CostModel>

/** What an institution sets for its reviews, costs and approvals; the defaults are at version 1. */
export const institutionSettings = z.object({
  review_capacity: reviewCapacity,
  working_hours: workingHours,
  cost_model: costModel,
  four_eyes: z.boolean().describe('Whether a second administrator approves each change of the policy'),
  sandbox: z.boolean().describe('Whether replays may run here'),
  version: z.int().describe('Grows with each change of a setting. For If-Match'),
})
export type InstitutionSettings = z.infer<typeof institutionSettings>

export const tenantResponse = z
  .object({
    id: uuid,
    slug: z.string(),
    name: z.string(),
    country: z
      .string()
      .nullable()
      .describe('Alpha-2 code: national phone numbers are numbers of this country'),
    currency: z.string(),
    time_zone: z.string(),
    step_epoch: z.iso.datetime().describe('The time of step 0'),
    earliest_event_at: z.iso.datetime().describe('Earlier transactions are rejected'),
    created_at: z.iso.datetime(),
  })
  .extend(institutionSettings.shape)
export type TenantSettings = z.infer<typeof tenantResponse>

export const tenantChange = z
  .strictObject({
    name: z.string().trim().min(1).max(256),
    time_zone: z
      .string()
      .max(64)
      .refine((name) => /^[A-Z]/.test(name) && isTimeZone(name), 'must be a time zone such as Europe/Berlin'),
    currency: currencyCode.describe('Only before the first transaction and the first rate'),
    earliest_event_at: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text).toISOString())
      .describe('From 1900 to now'),
    country: countryCode
      .nullable()
      .describe('ISO 3166-1 alpha-2; null: only phone numbers with + or 00 are accepted'),
    review_capacity: reviewCapacity,
    working_hours: workingHours,
    cost_model: costModel,
    four_eyes: z.boolean(),
    sandbox: z.boolean(),
  })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change a setting')
export type TenantChange = z.output<typeof tenantChange>
