import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { OUTCOMES } from '@/lib/engine/policy'

/** What a change would have done to the last days; safe to import in the browser. Money is in the institution's currency. */

/** The periods, in days back from now, that an impact covers up to the longest one. */
export const PREVIEW_DAYS = [7, 30, 90] as const
export type PreviewDays = (typeof PREVIEW_DAYS)[number]

/** Flipped transactions that an impact names. */
export const NAMED_FLIPS = 20

const count = z.int().min(0)
const money = z.string().describe('Exact decimal of the institution’s currency')
export const beforeAndAfter = <S extends z.ZodType>(schema: S) => z.object({ before: schema, after: schema })

const estimate = z.object({ expected: money, low: money, high: money })

export const flipCounts = z.array(
  z.object({ from: z.enum(OUTCOMES), to: z.enum(OUTCOMES), transactions: count, amount: money }),
)

const impactWindow = z.object({
  days: z.literal(PREVIEW_DAYS),
  from: z.string(),
  covered_days: z
    .number()
    .describe('Days since the first transaction, or since `counted_from`, where that is later than `from`'),
  transactions: count,
  alerts: beforeAndAfter(count),
  alerts_per_day: beforeAndAfter(z.number()),
  blocked: beforeAndAfter(z.object({ transactions: count, amount: money })),
  flipped: count.describe('Transactions with another outcome'),
  flips: flipCounts,
  money: z
    .object({
      won: estimate.describe('Fraud that is newly stopped, and costs that are no longer spent'),
      lost: estimate.describe('Fraud that is newly let through, and costs that are newly spent'),
      net: estimate.describe('won minus lost'),
    })
    .describe(
      'Expectation and 90 % interval by the calibrated scores of the transactions with another outcome',
    ),
  labels: z
    .object({
      from: z.string(),
      to: z.string().describe('Labels of transactions before it are mature'),
      frauds: count,
      frauds_stopped: beforeAndAfter(count),
      genuine_stopped: beforeAndAfter(count),
    })
    .describe('Known frauds and genuine payments of as many days before the labels that are still to come'),
})
export type ImpactWindow = z.infer<typeof impactWindow>
export type Estimate = z.infer<typeof estimate>

const namedFlip = z.object({
  transaction_id: uuid,
  occurred_at: z.string(),
  sender_account: z.string(),
  amount: money,
  score: z.number(),
  from: z.enum(OUTCOMES),
  to: z.enum(OUTCOMES),
})
export type NamedFlip = z.infer<typeof namedFlip>

export const impactResponse = z.object({
  to: z.string().describe('The time of the preview, where all periods end'),
  currency: z.string(),
  alert_capacity_per_day: z.number(),
  label_delay_days: z.number().describe('Labels of transactions younger than this are still arriving'),
  comparison: z
    .object({
      share: z.number().describe('Of the payments since the first one that both models scored, 0..1'),
    })
    .nullable()
    .default(null)
    .describe(
      'Of another model: only payments that both models scored count, and a score is the mean of both. null: all payments count',
    ),
  counted_from: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'Earlier payments were not counted, because there are more than a preview reads; later ones were counted exactly. null: all were counted',
    ),
  windows: z.array(impactWindow).describe('Shortest first'),
  largest_flips: z.array(namedFlip).max(NAMED_FLIPS).describe('Of the longest period, largest amount first'),
})
export type Impact = z.infer<typeof impactResponse>
