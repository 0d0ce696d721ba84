import { z } from 'zod'
import { ENTITY_KINDS } from '@/lib/contract/entities'
import { cappedCount } from '@/lib/contract/capped-count'
import { DECISIONS } from '@/lib/contract/decisions'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'

/** What is told of an entity: browser-safe, in the names of the contract. Money is exact decimal text, times are UTC. */
export * from './network-schema'

/** Figures of an entity look at this many of its newest transactions at most. */
export const MOST_ROWS = 10_000
/** What counts as usual and as trend: the days up to the latest transaction. */
export const RECENT_DAYS = 90

const time = z.string().describe('ISO 8601, UTC')
const money = z.string().describe("Exact decimal, in the institution's own currency")

export const DIRECTIONS = ['sent', 'received', 'self', 'used'] as const

const listed = z.object({
  id: z.uuid(),
  list_type: z.enum(['blocked', 'trusted']),
  reason: z.string().nullable(),
  created_by_name: z.string().nullable(),
  created_at: time,
  expires_at: time.nullable(),
})

export const entityHeader = z.object({
  kind: z.enum(ENTITY_KINDS),
  id: z.string(),
  first_seen: time.nullable().describe('Null where it is only on a list'),
  last_seen: time.nullable(),
  watchlist: listed.nullable(),
})
export type EntityHeader = z.input<typeof entityHeader>

const flow = z.object({ transactions: z.int(), amount: money })

export const entityActivity = z.object({
  currency: z.string(),
  transactions: cappedCount.describe('capped: there are more than count'),
  looked_at_since: time.nullable().describe('The oldest transaction that the figures look at'),
  sent: flow,
  received: flow,
  used: flow.describe('Of a device or phone: payments made with it'),
  other_currencies: z.int().describe('Transactions in another currency; no amount counts them'),
  flagged: z.int(),
  blocked: z.int(),
  confirmed_fraud: z.int(),
  open_alerts: z.int(),
  average_score: z.number().nullable(),
  highest_score: z.number().nullable(),
})
export type EntityActivity = z.input<typeof entityActivity>

const share = z.object({ value: z.string(), transactions: z.int() })

export const entityUsual = z.object({
  of: z.enum(['sent', 'received', 'used']).describe('Payments that it made; those it got where it made none'),
  from: time.nullable(),
  to: time.nullable(),
  transactions: z.int(),
  median_amount: money.nullable(),
  p90_amount: money.nullable(),
  hours: z.array(z.int()).length(24).describe("Transactions per hour of the institution's clock"),
  types: z.array(share),
  countries: z.array(share),
  devices: z.array(share),
  counterparties: z.array(share),
})
export type EntityUsual = z.input<typeof entityUsual>

export const trendDay = z.object({
  day: z.string().describe("YYYY-MM-DD on the institution's calendar; days without transactions are absent"),
  transactions: z.int(),
  flagged: z.int(),
  average_score: z.number(),
})
export type TrendDay = z.input<typeof trendDay>

export const entityTransaction = z.object({
  transaction_id: z.uuid(),
  occurred_at: time,
  direction: z.enum(DIRECTIONS),
  type: z.string(),
  amount: z.string(),
  currency: z.string(),
  sender_account: z.string(),
  receiver_account: z.string().nullable(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  decision: z.enum(DECISIONS).nullable(),
})
export type EntityTransaction = z.input<typeof entityTransaction>

export const NOTE_LENGTH = 4096
export const noteBody = z.strictObject({ body: z.string().trim().min(1).max(NOTE_LENGTH) })

export const entityNote = z.object({
  id: z.uuid(),
  body: z.string(),
  user_id: z.uuid(),
  user_name: z.string(),
  created_at: time,
})
export type EntityNoteResponse = z.input<typeof entityNote>
