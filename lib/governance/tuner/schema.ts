/** The threshold tuner in the shapes of the contract; safe to import in the browser. Money in major units of `currency`. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

export { assumptionsOf, type CostsAndCapacity, type TunerAssumptions } from './assumptions'
export type { TunerCurve, TunerFigures } from './curve'
export { allFigures, figuresAt } from './figures'
export { optimumWithInterval, type TunerOptimum } from './optimum-interval'
export { nearestPlace, placeUpTo } from './thresholds'

/** Matured frauds below which the figures of own traffic say too little. */
export const FEWEST_FRAUDS = 20

const tunerPoint = z.object({
  threshold: z.number(),
  precision: z.number().nullable().describe('Null where nothing is flagged'),
  recall: z.number().nullable().describe('Of the known frauds; null without one'),
  net_savings: z.number().nullable().describe('Over the period; null where fraud amounts are not known'),
  alerts_per_day: z.number(),
  hours_per_day: z.number(),
  saved_per_day: z.number().nullable(),
})
export type TunerPoint = z.infer<typeof tunerPoint>

const optimum = z
  .object({
    threshold: z.number(),
    threshold_low: z.number(),
    threshold_high: z.number(),
    saved_per_day: z.number(),
    saved_per_day_low: z.number(),
    saved_per_day_high: z.number(),
  })
  .nullable()
  .describe(
    'The review threshold that saves most within the review capacity, with 95 % intervals by Poisson bootstrap; null where ' +
      'none fits the capacity or amounts are not known',
  )

const source = z.object({
  state: z
    .enum(['ready', 'too-few-labels', 'missing'])
    .describe('missing: the source has no curve; see reason. too-few-labels: its figures say too little'),
  reason: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  as_of: z.string().nullable().describe('When own traffic was counted'),
  payments: z.int(),
  frauds: z.int(),
  optimum,
})

export const tunerResponse = z.object({
  model_id: uuid,
  model_name: z.string(),
  model_version: z.string(),
  policy_version: z.int(),
  current_threshold: z.number().describe('The review threshold in force'),
  block_threshold: z.number(),
  currency: z.string(),
  payments_per_day: z.number().describe('Counts per day are scaled to it'),
  alerts_per_day_capacity: z
    .number()
    .describe('Alerts that the reviewers work off, spread over all days of the week'),
  cost_curve: z.array(tunerPoint).describe("The thresholds on the bundle's test slice, ascending"),
  own_curve: z.array(tunerPoint).describe("The same on the institution's own matured traffic"),
  test_slice: source,
  own_traffic: source.extend({
    label_delay_days: z
      .int()
      .nullable()
      .describe('Younger payments are left out: their labels are still on the way'),
  }),
})
export type TunerResponse = z.infer<typeof tunerResponse>
