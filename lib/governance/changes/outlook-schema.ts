import { z } from 'zod'
import { beforeAndAfter, flipCounts, impactResponse, PREVIEW_DAYS } from './impact-schema'

/** What a change shows of its effect; safe to import in the browser. Money is in the institution's currency. */

const money = z.string().describe('Exact decimal of the institution’s currency')

const released = z.object({
  payments_per_day: z.number(),
  amount_per_day: money,
  fraud_amount_per_day: money.describe('Of it, what is expected to be fraud: the sum of score × amount'),
})

/** What exploration would let through, in expectation. */
export const releasesResponse = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: z.string(),
    covered_days: z.number().describe('Days since the first transaction, where that is later than `from`'),
    candidates: z.int().describe('Payments that the score alone blocked, or that were let through'),
    before: released,
    after: released,
  })
  .describe('What exploration would have let through of the payments of the last 30 days, in expectation')
export type Releases = z.infer<typeof releasesResponse>
export type Released = z.infer<typeof released>

const estimate = z
  .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .nullable()

/** How a model did in the report of its bundle. */
export const testSliceResponse = z
  .object({
    from: z.string(),
    to: z.string(),
    payments: z.int(),
    frauds: z.int(),
    pr_auc: estimate,
    review_precision: estimate,
    review_recall: estimate,
    block_precision: estimate,
    block_recall: estimate,
  })
  .describe(
    'Figures of the bundle’s test slice at its own thresholds, with 95 % intervals: the model has no scores on own traffic',
  )
export type TestSlice = z.infer<typeof testSliceResponse>

const count = z.int().min(0)
const hits = beforeAndAfter(z.object({ low: count, high: count, critical: count }))

/** What a velocity rule would have found. */
export const velocityOutlookResponse = z
  .object({
    to: z.string().describe('The time of the preview, where all periods end'),
    currency: z.string(),
    counted_from: z
      .string()
      .nullable()
      .describe(
        'Earlier payments were not counted, because there are more than a preview reads. null: all were counted',
      ),
    windows: z
      .array(
        z.object({
          days: z.literal(PREVIEW_DAYS),
          from: z.string(),
          covered_days: z
            .number()
            .describe(
              'Days since the first transaction, or since `counted_from`, where that is later than `from`',
            ),
          transactions: count,
          hits: hits.describe('Payments of each severity, under the rule in force and under the new one'),
          flipped: count.describe('Of them, those with another outcome under the policy in force'),
          flips: flipCounts,
        }),
      )
      .describe('Shortest first'),
  })
  .describe(
    'Counted anew from stored payments by the times at which they happened; replays are left out. A late payment counts for those ' +
      'after it, which its decision did not know. Rings are not looked for again.',
  )
export type VelocityOutlook = z.infer<typeof velocityOutlookResponse>

/** What a kind of change shows of its effect; each part is null where it does not apply. */
export const outlook = {
  impact: impactResponse.nullable().describe('null: stored scores do not say what this change does'),
  releases: releasesResponse.nullable(),
  test_slice: testSliceResponse.nullable(),
  velocity: velocityOutlookResponse.nullable(),
}
export type Outlook = z.infer<z.ZodObject<typeof outlook>>

export const NO_OUTLOOK: Outlook = { impact: null, releases: null, test_slice: null, velocity: null }
