import type { FeatureFamily } from '@/lib/features'
import { OUTCOMES, RISK_BANDS } from '@/lib/policy'
import { z } from 'zod'
import { type Decision, DECISION_FILTERS, filterFields, OUTCOME_FILTERS } from './filter'

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

export interface Contribution {
  name: string
  /** Null where the feature was missing. */
  value: number | null
  /** Log-odds. */
  contribution: number
  /** Where the probability stands after this and all greater ones; null where the model's calibration is gone. */
  probabilityAfter: number | null
}

/** What the features of one family did together; `other` holds what has left the catalogue. */
export interface FamilyShare {
  family: FeatureFamily | 'other'
  /** Log-odds. */
  contribution: number
  /** How many features belong to it. */
  features: number
  probabilityAfter: number | null
}

export interface DecisionEntry {
  id: string
  decision: Decision | 'retracted'
  notes: string | null
  decidedAt: string
  userId: string
  userName: string
  retractsId: string | null
  /** Until when its author may undo it; null where it is not undoable. */
  undoUntil: string | null
}

export interface AuditEntry {
  /** Its place in the institution's log; 0 for the score, which keeps its own record. */
  seq: string
  at: string
  action: string
  actorKind: string
  actorName: string | null
  before: unknown
  after: unknown
  requestId: string
}

export interface Party {
  account: string
  balanceBefore: string | null
  balanceAfter: string | null
  watchlist: 'blocked' | 'trusted' | null
}

/** That an account, a device or a phone of the transaction stands on a list now. */
export interface Listing {
  id: string
  kind: string
  entityId: string
  listType: 'blocked' | 'trusted'
  reason: string | null
  expiresAt: string | null
}

/** What an account usually sends or receives, seen from one transaction. */
export interface PartyGlance {
  role: 'sender' | 'receiver'
  account: string
  /** How far back the payments go. */
  days: number
  payments: CappedCount
  median: string | null
  largest: string | null
  firstSeen: string | null
  /** The last time before the transaction. */
  seenBefore: string | null
}

/** A change after which the outcome would have been another one. */
export interface CounterfactualFlip {
  outcome: (typeof OUTCOMES)[number]
  /** Calibrated probability after the change. */
  score: number
  /** The change as a sentence. */
  text: string
  changes: {
    fact: string
    label: string
    from: string
    to: string
    /** Everything tried beyond `to` changes the outcome as well. */
    orBeyond: boolean
  }[]
}

export interface Counterfactual {
  transactionId: string
  modelVersion: string
  policyVersion: number
  outcome: (typeof OUTCOMES)[number]
  /** Where a list decided, no fact of the transaction could have changed the outcome. */
  decidedBy: 'score' | 'list'
  /** The smallest first; empty where nothing that was tried changes the outcome. */
  flips: CounterfactualFlip[]
  /** Which facts were tried, in words. */
  facts: string[]
  tried: number
}

export interface TransactionDetail {
  transactionId: string
  externalId: string | null
  occurredAt: string
  step: number | null
  type: string
  amount: string
  currency: string
  sender: Party
  receiver: Party | null
  phone: string | null
  deviceId: string | null
  ip: string | null
  city: string | null
  country: string | null
  latitude: number | null
  longitude: number | null
  merchantCategory: string | null
  channel: string | null
  declinedAttempts: number | null
  metadata: Record<string, unknown> | null
  source: string
  receivedAt: string
  prediction: {
    id: string
    score: number
    margin: number
    baseValue: number
    /** Calibrated probability of the base value alone. */
    baseScore: number
    riskBand: (typeof RISK_BANDS)[number]
    outcome: (typeof OUTCOMES)[number]
    threshold: number
    policyVersion: number
    modelVersion: string
    reasonCodes: string[]
    /** All of them, greatest magnitude first. */
    contributions: Contribution[]
    /** The same sums by family, greatest magnitude first. */
    families: FamilyShare[]
    expectedLoss: number
    latencyMs: number
    timings: Record<string, number>
    scoredAt: string
  }
  decision: Decision | null
  decisions: DecisionEntry[]
  /** Of its accounts, its device and its phone. */
  listings: Listing[]
  auditTrail: AuditEntry[]
}
