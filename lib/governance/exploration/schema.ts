/** Exploration of blocked payments in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'

/** Above it, exploring would no longer be an exception to blocking. */
export const MAX_SHARE = 0.5

const money = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'must be an amount as text, such as "12.50", with at most 4 decimals')
  .refine((text) => Number(text) > 0, 'must be greater than 0')

/** Body of PUT /api/exploration. */
export const explorationChange = z
  .strictObject({
    share: z
      .number()
      .min(0)
      .max(MAX_SHARE)
      .describe(
        'The chance that a small payment is let through although the score alone would block it; 0 is off',
      ),
    amount_cap: money.describe('Larger payments take no part'),
    daily_budget: money.describe("The most that is let through in a day of the institution's time zone"),
  })
  .refine(({ amount_cap: cap, daily_budget: budget }) => Number(budget) >= Number(cap), {
    path: ['daily_budget'],
    message: 'must be at least the amount cap',
  })
  .describe("Amounts in major units of the institution's currency")
export type ExplorationChange = z.output<typeof explorationChange>

export const explorationSettings = z.object({
  version: z.int().describe('Grows with each change. For If-Match'),
  share: z.number(),
  amount_cap: z.string(),
  daily_budget: z.string(),
  changed_at: z.string(),
})
export type ExplorationSettings = z.infer<typeof explorationSettings> | null

const estimate = z.object({
  candidates: z.int().describe('Payments that took part'),
  let_through: z.int(),
  frauds: z.int().describe('Known frauds among those let through'),
  precision: z
    .number()
    .nullable()
    .describe(
      'Share of frauds among the payments that took part: Hajek estimator. Null where none was let through',
    ),
  precision_low: z.number().nullable().describe('95 % interval'),
  precision_high: z.number().nullable(),
  frauds_total: z.number().describe('Estimated frauds among all that took part: Horvitz-Thompson estimator'),
  amount_let_through: z.string(),
  amount_lost: z.string().describe('Of the known frauds among them'),
})
export type ExplorationEstimate = z.infer<typeof estimate>

export const explorationResponse = z.object({
  settings: explorationSettings.nullable().describe('In force; null where exploration was never on'),
  four_eyes: z.boolean().describe('Another administrator must approve that more is let through'),
  currency: z.string(),
  today: z
    .object({ let_through: z.int(), amount: z.string() })
    .describe('What the budget of today has let through'),
  from: z.string().describe('The matured days that the estimate is of'),
  to: z.string(),
  label_delay_days: z.int().describe('Younger payments are left out: their labels are still on the way'),
  estimate,
})
export type Exploration = z.infer<typeof explorationResponse>
