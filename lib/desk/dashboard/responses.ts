import { z } from 'zod'
import { cappedCount } from '@/lib/contract/capped-count'
import { POSTURE_LEVELS, RANGES } from './schema'

/** What the dashboard's operations answer. Counts are of whole hours on the institution's clock. */
const count = z.number().int().min(0)
const amount = z.string().describe('Exact decimal, own currency')
const time = z.string().describe('ISO 8601, UTC')

export const periodResponse = z.object({
  asked: z.union([z.enum(RANGES), z.number()]).describe('What was asked for: a range, or hours'),
  shown: z
    .union([z.enum(RANGES), z.number()])
    .describe('Differs from `asked` where nothing happened in that, but something did in a longer range'),
  from: time.nullable().describe('Null for all time'),
  to: time.nullable().describe('The first instant that is not counted; null for all time'),
})

export const kpisResponse = z.object({
  period: periodResponse,
  currency: z.string(),
  open_alerts: cappedCount.describe('Flagged and not decided, of all time: what waits, waits'),
  transactions: count,
  flagged: count.describe('To be reviewed or blocked'),
  blocked: count,
  blocked_amount: amount,
  blocked_in_other_currencies: z.array(z.object({ currency: z.string(), amount: z.string() })),
  flagged_amount: amount,
  average_score: z.number().nullable(),
  by_band: z.object({ high: count, medium: count, low: count }),
  posture: z.object({
    level: z
      .enum(POSTURE_LEVELS)
      .describe('Against the thirty days before the period; unrated where they are too few to compare with'),
    flagged_expected: z.number().nullable(),
    usual_from: z.number().nullable(),
    usual_to: z.number().nullable(),
    leading_type: z.string().nullable().describe('With the greatest expected loss among the flagged'),
  }),
})

export const sparklineResponse = z.object({
  period: periodResponse,
  average_scores: z.array(z.number().nullable()).describe('In order of time; null where nothing happened'),
})

export const timeseriesResponse = z.object({
  period: periodResponse,
  unit: z.enum(['hour', 'six-hours', 'day', 'week', 'month']),
  currency: z.string(),
  points: z.array(
    z.object({
      from: time,
      to: time,
      transactions: count,
      flagged: count,
      flagged_share: z.number().nullable(),
      blocked: count,
      blocked_amount: amount,
      average_score: z.number().nullable(),
    }),
  ),
})

export const heatmapResponse = z.object({
  period: periodResponse,
  time_zone: z.string(),
  cells: z
    .array(
      z.object({
        weekday: z.number().int().min(1).max(7).describe('1 is Monday'),
        hour: z.number().int().min(0).max(23),
        transactions: count,
        flagged: count,
        flagged_share: z.number().nullable(),
      }),
    )
    .length(168),
})

export const typeBreakdownResponse = z.object({
  period: periodResponse,
  types: z.array(
    z.object({
      type: z.string(),
      high: count,
      medium: count,
      low: count,
      flagged: count,
      expected_loss: z.number(),
    }),
  ),
})

export const placesResponse = z.object({
  period: periodResponse,
  currency: z.string(),
  places: z.array(
    z.object({
      code: z.string().describe('ISO 3166-1 alpha-2 or the postal code of a state; else as it was sent'),
      name: z.string(),
      transactions: count,
      flagged: count,
      flagged_share: z.number().nullable(),
      amount,
    }),
  ),
  unplaced: z
    .object({ transactions: count, flagged: count })
    .describe('Transactions that name no such place'),
})
