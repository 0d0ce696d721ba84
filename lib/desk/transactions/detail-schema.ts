import type { FeatureFamily } from '@/lib/engine/features'
import type { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import type { Decision } from '@/lib/contract/decisions'
import type { CappedCount } from '@/lib/contract/capped-count'

/** Shapes of a transaction's own page, safe in a browser. */
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
