import { OUTCOMES, RISK_BANDS } from '@/lib/policy'
import { z } from 'zod'
import { type Decision, DECISION_FILTERS, filterFields, OUTCOME_FILTERS } from './filter'

export * from './detail-schema'
export * from './filter'

/** Browser-safe shapes of lists and of a transaction page. Money is exact decimal text, times are ISO 8601 UTC. */

/** A count that stops: `capped` says that there are more than it could tell. Screens show it as 10,000+. */
export const COUNT_CAP = 10_000
export const cappedCount = z.object({ count: z.int(), capped: z.boolean() })
export type CappedCount = z.infer<typeof cappedCount>

export const QUEUE_ORDERS = ['loss', 'time'] as const

export const queueInput = z.strictObject({
  risk: z.enum(RISK_BANDS).optional(),
  decided: z.boolean().optional(),
  decision: z.enum(DECISION_FILTERS).optional(),
  outcome: z.enum(OUTCOME_FILTERS).optional(),
  type: filterFields.type,
  min_amount: filterFields.min_amount,
  max_amount: filterFields.max_amount,
  age: filterFields.age,
  /** loss: expected loss (score x amount), greatest first; time: newest first. Ties by transaction id, newest first. */
  order: z.enum(QUEUE_ORDERS).default('loss'),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
})
export type QueueInput = z.input<typeof queueInput>

export interface QueueItem {
  transactionId: string
  predictionId: string
  score: number
  riskBand: (typeof RISK_BANDS)[number]
  outcome: (typeof OUTCOMES)[number]
  expectedLoss: number
  amount: string
  currency: string
  type: string
  senderAccount: string
  receiverAccount: string | null
  decision: Decision | null
  occurredAt: string
  scoredAt: string
}

/** How far a search has looked where it stopped before its page was full; null where nothing was left out. */
export interface SearchedTo {
  /** Of the last row looked at; null where the order is not by time. */
  occurredAt: string | null
  expectedLoss: number | null
}

export interface QueuePage {
  items: QueueItem[]
  nextCursor: string | null
  searchedTo: SearchedTo | null
}

/** A scored transaction as lists show it. */
export interface TransactionRow extends QueueItem {
  externalId: string | null
  deviceId: string | null
  phone: string | null
  country: string | null
  reasonCodes: string[]
}

export interface TransactionPage {
  items: TransactionRow[]
  nextCursor: string | null
  searchedTo: SearchedTo | null
  /** The text names more ids than are searched at once. */
  moreIds: boolean
}

/** What a filter finds, added up over the same rows that its list goes through. */
export interface TransactionSummary {
  matches: CappedCount
  /** In the institution's own currency, exact decimal text. */
  amount: string
  /** Matches in other currencies, which are not in the amount. */
  otherCurrencies: number
  confirmedFraud: number
  falsePositives: number
  /** Alerts that nobody has decided. */
  pendingAlerts: number
  averageScore: number | null
  /** False where the figures stop at the limit of what may be looked through. */
  complete: boolean
}
