import { z } from 'zod'

export * from './figures'

/** Shapes of the dashboard, safe in a browser. Money is exact decimal text, times are ISO 8601 UTC. */
export const RANGES = ['24h', '7d', '30d', 'all'] as const
export type Range = (typeof RANGES)[number]

export const RANGE_WORDS: Record<Range, string> = {
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
  all: 'all time',
}

/** A named range, or hours before now; 0 hours are all time. */
export const spanInput = z.union([z.enum(RANGES), z.number().int().min(0).max(87_600)])
export type Span = z.output<typeof spanInput>

export type BucketUnit = 'hour' | 'six-hours' | 'day' | 'week' | 'month'

/** What the totals are of. Buckets begin on the institution's clock. */
export interface Period {
  /** What was asked for; `span` differs where nothing happened in it but something did in a longer one. */
  asked: Span
  span: Span
  /** First instant of the totals, and the first one after them; null where all time is meant. */
  from: string | null
  to: string | null
  unit: BucketUnit
  /** Where each bucket begins, in order, without gaps. Empty where the institution has no transactions at all. */
  starts: string[]
  /** Where the last bucket ends; it may still be filling. */
  end: string
}

export interface Totals {
  transactions: number
  /** To be reviewed or blocked. */
  flagged: number
  blocked: number
  /** Of the blocked ones in the institution's own currency. */
  blockedAmount: string
  /** Null where there are no transactions. */
  averageScore: number | null
}

export interface Bucket extends Totals {
  from: string
  to: string
}

export interface TypeRow {
  type: string
  high: number
  medium: number
  low: number
  flagged: number
  /** Sum over the flagged ones of score x amount, own currency. */
  expectedLoss: number
}

/** One hour of the week on the institution's clock; 1 is Monday. */
export interface WeekHour {
  weekday: number
  hour: number
  transactions: number
  flagged: number
}

export interface CurrencyAmount {
  currency: string
  amount: string
}

export interface Activity {
  period: Period
  currency: string
  totals: Totals
  /** Of the flagged ones, in the institution's own currency. */
  flaggedAmount: string
  /** Blocked amounts in other currencies, which are never added to the own one. */
  otherBlocked: CurrencyAmount[]
  bands: { high: number; medium: number; low: number }
  buckets: Bucket[]
  types: TypeRow[]
  week: WeekHour[]
}

/** What happened on each day of a baseline. */
export interface DayCount {
  transactions: number
  flagged: number
}

export const POSTURE_LEVELS = ['high', 'raised', 'usual', 'low', 'unrated'] as const
export type PostureLevel = (typeof POSTURE_LEVELS)[number]

export interface Posture {
  level: PostureLevel
  flagged: number
  /** What the baseline lets expect of as many transactions; null where there is too little of it. */
  expected: number | null
  /** Bounds of what is usual, from that baseline. */
  usual: { low: number; high: number } | null
  /** Days with transactions that the baseline has. */
  baselineDays: number
}

export interface Place {
  /** Alpha-2 of a country or postal code of a state; what was sent where no country has that code. */
  code: string
  name: string
  transactions: number
  flagged: number
  /** Own currency. */
  amount: string
}

export interface Places {
  period: Period
  currency: string
  /** Most transactions first. */
  places: Place[]
  /** Transactions that name no place. */
  unplaced: DayCount
}

export const MAP_SCOPES = ['world', 'us'] as const
export type MapScope = (typeof MAP_SCOPES)[number]
