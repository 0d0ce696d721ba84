import { z } from 'zod'
import { cappedCount } from '@/lib/contract/capped-count'

/** Shapes of the dashboard; browser-safe. Counts are of whole hours on the institution's clock. */
export const RANGES = ['24h', '7d', '30d', 'all'] as const
export type Range = (typeof RANGES)[number]

export const RANGE_WORDS: Record<Range, string> = {
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
  all: 'all time',
}

/** A named range, or hours before now; 0 hours are all time. */
export type Span = Range | number
const span = z.union([z.enum(RANGES), z.number()])

/** Whether figures count the transactions of replays. */
export const REPLAYS = ['without', 'with'] as const
export type Replays = (typeof REPLAYS)[number]

export const BUCKET_UNITS = ['hour', 'six-hours', 'day', 'week', 'month'] as const
export type BucketUnit = (typeof BUCKET_UNITS)[number]

export const MAP_SCOPES = ['world', 'us'] as const
export type MapScope = (typeof MAP_SCOPES)[number]

export const POSTURE_LEVELS = ['high', 'raised', 'usual', 'low', 'unrated'] as const
export type PostureLevel = (typeof POSTURE_LEVELS)[number]

const count = z.number().int().min(0)
const share = z.number().nullable().describe('Flagged of all transactions; null without transactions')
const amount = z.string().describe('Exact decimal, own currency')
const time = z.string().describe('ISO 8601, UTC')

export const periodResponse = z.object({
  asked: span.describe('The requested range or hours'),
  shown: span.describe('Differs from `asked` where that has no transactions but a longer range has'),
  from: time.nullable().describe('Null for all time'),
  to: time.nullable().describe('Exclusive; null for all time'),
})
export type Period = z.infer<typeof periodResponse>

export const totalsResponse = z.object({
  period: periodResponse,
  currency: z.string(),
  transactions: count,
  flagged: count.describe('With the outcome review or block'),
  blocked: count,
  blocked_amount: amount,
  blocked_in_other_currencies: z.array(z.object({ currency: z.string(), amount: z.string() })),
  flagged_amount: amount,
  average_score: z.number().nullable(),
  by_band: z.object({ high: count, medium: count, low: count }),
})
export type Totals = z.infer<typeof totalsResponse>

export const postureResponse = z.object({
  level: z
    .enum(POSTURE_LEVELS)
    .describe('Compared with the thirty days before the period; unrated where they have too few alerts'),
  flagged_expected: z.number().nullable(),
  usual_from: z.number().nullable(),
  usual_to: z.number().nullable(),
  leading_type: z
    .string()
    .nullable()
    .describe('The type with the greatest expected loss of flagged transactions'),
})
export type Posture = z.infer<typeof postureResponse>

export const kpisResponse = totalsResponse.extend({
  open_alerts: cappedCount.describe(
    'Flagged and not decided, of all time; those of replays count where `replays` asks for them',
  ),
  posture: postureResponse,
})
export type Kpis = z.infer<typeof kpisResponse>

export const sparklineResponse = z.object({
  period: periodResponse,
  average_scores: z.array(z.number().nullable()).describe('In order of time; null without transactions'),
})
export type SparklineScores = z.infer<typeof sparklineResponse>

const pointResponse = z.object({
  from: time,
  to: time,
  transactions: count,
  flagged: count,
  flagged_share: share,
  blocked: count,
  blocked_amount: amount,
  average_score: z.number().nullable(),
})
export type Point = z.infer<typeof pointResponse>

export const timeseriesResponse = z.object({
  period: periodResponse,
  unit: z.enum(BUCKET_UNITS),
  currency: z.string(),
  points: z.array(pointResponse),
})
export type Timeseries = z.infer<typeof timeseriesResponse>

const weekHourResponse = z.object({
  weekday: z.number().int().min(1).max(7).describe('1 is Monday'),
  hour: z.number().int().min(0).max(23),
  transactions: count,
  flagged: count,
  flagged_share: share,
})
export type WeekHour = z.infer<typeof weekHourResponse>

export const heatmapResponse = z.object({
  period: periodResponse,
  time_zone: z.string(),
  cells: z.array(weekHourResponse).length(168).describe('Monday 0:00 first'),
})
export type Heatmap = z.infer<typeof heatmapResponse>

const typeRowResponse = z.object({
  type: z.string(),
  high: count,
  medium: count,
  low: count,
  flagged: count,
  expected_loss: z.number(),
})
export type TypeRow = z.infer<typeof typeRowResponse>

export const typeBreakdownResponse = z.object({ period: periodResponse, types: z.array(typeRowResponse) })
export type TypeBreakdown = z.infer<typeof typeBreakdownResponse>

const placeResponse = z.object({
  code: z.string().describe('ISO 3166-1 alpha-2 or the postal code of a state; else as it was sent'),
  name: z.string(),
  transactions: count,
  flagged: count,
  flagged_share: share,
  amount,
})
export type Place = z.infer<typeof placeResponse>

export const placesResponse = z.object({
  period: periodResponse,
  currency: z.string(),
  places: z.array(placeResponse).describe('Most transactions first'),
  unplaced: z.object({ transactions: count, flagged: count }).describe('Transactions without such a place'),
})
export type Places = z.infer<typeof placesResponse>

/** The figures of a period, from one read. Widgets and operations take their part. */
export interface Activity {
  totals: Totals
  timeseries: Timeseries
  heatmap: Heatmap
  breakdown: TypeBreakdown
}

export type DayCount = Pick<Totals, 'transactions' | 'flagged'>
