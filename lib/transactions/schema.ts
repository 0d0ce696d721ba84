import type { FeatureFamily } from '@/lib/features'
import { OUTCOMES, RISK_BANDS } from '@/lib/policy'
import { z } from 'zod'

/** Browser-safe shapes of the queue and of a transaction page. Money is exact decimal text, times are ISO 8601 UTC. */
export const DECISIONS = ['confirmed_fraud', 'false_positive', 'escalated'] as const
export type Decision = (typeof DECISIONS)[number]

/** A count that stops: `capped` says that there are more than it could tell. Screens show it as 10,000+. */
export const COUNT_CAP = 10_000
export const cappedCount = z.object({ count: z.int(), capped: z.boolean() })
export type CappedCount = z.infer<typeof cappedCount>

export const QUEUE_ORDERS = ['loss', 'time'] as const

export const queueInput = z.strictObject({
  risk: z.enum(RISK_BANDS).optional(),
  decided: z.boolean().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  /** loss: expected loss (score x amount), greatest first; time: newest first. Ties by prediction id, newest first. */
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

export interface QueuePage {
  items: QueueItem[]
  nextCursor: string | null
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
  auditTrail: AuditEntry[]
}
