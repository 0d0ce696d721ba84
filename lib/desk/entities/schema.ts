import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ENTITY_KINDS } from '@/lib/contract/entities'
import { cappedCount } from '@/lib/contract/capped-count'
import { converted } from '@/lib/contract/converted-money'
import { DECISIONS } from '@/lib/contract/decisions'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import { networkResponse } from './network-schema'

/** Responses about an entity; browser-safe. Money is exact decimal text, times are UTC. */
export * from './network-schema'

/** The figures of an entity use at most this many of its newest transactions. */
export const MOST_ROWS = 10_000
/** Usual behaviour and trend use these days up to the latest transaction. */
export const RECENT_DAYS = 90

const time = z.string().describe('ISO 8601, UTC')
const money = z.string().describe("Exact decimal, in the institution's own currency")

export const DIRECTIONS = ['sent', 'received', 'self', 'used'] as const

const listed = z.object({
  id: uuid,
  list_type: z.enum(['blocked', 'trusted']),
  reason: z.string().nullable(),
  created_by_name: z.string().nullable(),
  created_at: time,
  expires_at: time.nullable(),
})

export const entityHeaderResponse = z.object({
  kind: z.enum(ENTITY_KINDS),
  id: z.string(),
  first_seen: time.nullable().describe('Null where the entity is only on a list'),
  last_seen: time.nullable(),
  watchlist: listed.nullable(),
})
export type EntityHeader = z.infer<typeof entityHeaderResponse>

const flow = z.object({ transactions: z.int(), amount: money })

const entityActivity = z.object({
  currency: z.string(),
  transactions: cappedCount.describe('capped: there are more than count'),
  looked_at_since: time.nullable().describe('The oldest transaction that the figures use'),
  sent: flow,
  received: flow,
  used: flow.describe('Payments made with the device or phone'),
  other_currencies: z.int().describe('Transactions in another currency without a rate; amounts exclude them'),
  flagged: z.int(),
  blocked: z.int(),
  confirmed_fraud: z.int(),
  open_alerts: z.int(),
  average_score: z.number().nullable(),
  highest_score: z.number().nullable(),
})
export type EntityActivity = z.infer<typeof entityActivity>

const share = z.object({ value: z.string(), transactions: z.int() })

const entityUsual = z.object({
  of: z
    .enum(['sent', 'received', 'used'])
    .describe('Payments that the entity sent; payments received where it sent none'),
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
export type EntityUsual = z.infer<typeof entityUsual>

const trendDay = z.object({
  day: z.string().describe("YYYY-MM-DD on the institution's calendar; days without transactions are absent"),
  transactions: z.int(),
  flagged: z.int(),
  average_score: z.number(),
})
export type TrendDay = z.infer<typeof trendDay>

const entityTransaction = z.object({
  transaction_id: uuid,
  occurred_at: time,
  direction: z.enum(DIRECTIONS),
  type: z.string(),
  amount: z.string().describe('Exact decimal, as received'),
  currency: z.string(),
  converted,
  sender_account: z.string(),
  receiver_account: z.string().nullable(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  decision: z.enum(DECISIONS).nullable(),
  decision_version: z.int(),
})
export type EntityTransaction = z.infer<typeof entityTransaction>

export const entityTransactionPageResponse = z.object({
  items: z.array(entityTransaction),
  next_cursor: z.string().nullable(),
})
export type EntityTransactionPage = z.infer<typeof entityTransactionPageResponse>

const entityProfile = entityHeaderResponse.extend({
  activity: entityActivity,
  usual: entityUsual,
  trend: z.array(trendDay),
})
export type EntityProfile = z.infer<typeof entityProfile>

export const entityResponse = entityProfile.extend({ graph: networkResponse })
export type Entity = z.infer<typeof entityResponse>

export const NOTE_LENGTH = 4096
export const noteBody = z.strictObject({ body: z.string().trim().min(1).max(NOTE_LENGTH) })

export const entityNoteResponse = z.object({
  id: uuid,
  body: z.string(),
  user_id: uuid,
  user_name: z.string(),
  created_at: time,
})
export type EntityNote = z.infer<typeof entityNoteResponse>

export const entityNotePageResponse = z.object({
  items: z.array(entityNoteResponse),
  next_cursor: z.string().nullable(),
})
export type EntityNotePage = z.infer<typeof entityNotePageResponse>
