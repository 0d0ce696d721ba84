import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import type { CappedCount } from '@/lib/contract/capped-count'
import type { Decision } from '@/lib/contract/decisions'

export { queueItemResponse } from './responses'
export * from './detail-schema'
export * from './filter'
export { pageEnd, presentPageEnd } from './page-end'
export { presentQueueItem } from './present'

/** Browser-safe shapes of lists and of a transaction page. Money is exact decimal text, times are ISO 8601 UTC. */

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
