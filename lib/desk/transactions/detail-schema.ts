import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import type { CappedCount } from '@/lib/contract/capped-count'
import { converted } from '@/lib/contract/converted-money'
import { DECISIONS } from '@/lib/contract/decisions'
import { watchlistEntryResponse } from '@/lib/desk/watchlists/schema'
import { FEATURE_FAMILIES } from '@/lib/engine/features'
import { OUTCOMES, REASON_CODES, RISK_BANDS } from '@/lib/engine/policy'
import { ringResponse } from '@/lib/engine/rings'
import { velocityResponse } from '@/lib/engine/velocity'
import { money, time } from './list-schema'

/** Responses about one transaction. */
const REASON_CODES_TEXT = [
  'At most five, most important first.',
  ...Object.entries(REASON_CODES).map(([code, meaning]) => `${code}: ${meaning}.`),
].join(' ')

const party = z.object({
  balance_before: money.nullable(),
  balance_after: money.nullable(),
  watchlist: z.enum(['blocked', 'trusted']).nullable(),
})

const probabilityAfter = z
  .number()
  .nullable()
  .describe(
    'Calibrated probability after this and all earlier items; of the last one it is the score. Null in between ' +
      'where the calibration of that model is no longer available',
  )

const contribution = z.object({
  name: z.string(),
  label: z.string(),
  value: z.number().nullable().describe('Null where the feature was missing'),
  contribution: z.number().describe('Log-odds'),
  probability_after: probabilityAfter,
})
export type Contribution = z.infer<typeof contribution>

const familyShare = z.object({
  family: z.enum([...FEATURE_FAMILIES, 'other']).describe('other: features that have left the catalogue'),
  contribution: z.number().describe('Log-odds'),
  features: z.int(),
  probability_after: probabilityAfter,
})
export type FamilyShare = z.infer<typeof familyShare>

const explanation = z.object({
  base_value: z.number().describe('Log-odds'),
  base_score: z.number().describe('Calibrated probability of the base value'),
  margin: z.number().describe('base_value plus all contributions'),
  contributions: z.array(contribution).describe('Greatest magnitude first'),
  families: z
    .array(familyShare)
    .describe('The same contributions summed by family, greatest magnitude first'),
})

const decisionEntry = z.object({
  id: uuid,
  decision: z.enum([...DECISIONS, 'retracted']),
  notes: z.string().nullable(),
  decided_at: time,
  user_id: uuid,
  user_name: z.string(),
  retracts_id: uuid.nullable(),
  undo_until: time.nullable().describe('Until when the caller may undo it; null where the caller may not'),
})
export type DecisionEntry = z.infer<typeof decisionEntry>

const auditEntry = z.object({
  seq: z.string().describe("Its place in the institution's audit log; 0 for the score"),
  at: time,
  action: z.string(),
  actor_kind: z.string(),
  actor_name: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  request_id: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** A watchlist entry in force of one of the transaction's accounts, its device or its phone. */
export const listing = watchlistEntryResponse.pick({
  id: true,
  kind: true,
  entity_id: true,
  list_type: true,
  reason: true,
  expires_at: true,
})
export type Listing = z.infer<typeof listing>

export const transactionResponse = z.object({
  transaction_id: uuid,
  external_id: z.string().nullable(),
  occurred_at: time,
  step: z.int().nullable(),
  type: z.string(),
  amount: money.describe('Exact decimal, as received'),
  currency: z.string(),
  converted,
  currency_rate: z
    .string()
    .nullable()
    .describe(
      "The rate to the institution's currency that was used; null for an amount received in that currency",
    ),
  sender_account: z.string(),
  receiver_account: z.string().nullable(),
  sender: party,
  receiver: party.nullable(),
  phone: z.string().nullable(),
  device_id: z.string().nullable(),
  ip: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  merchant_category: z.string().nullable(),
  channel: z.string().nullable(),
  declined_attempts: z.int().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  received: z
    .record(z.string(), z.string())
    .nullable()
    .describe('Texts as received, by field, where they differ from the canonical form that is stored'),
  source: z.string(),
  received_at: time,
  scored_at: time,
  prediction_id: uuid,
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  threshold_at_scoring: z.number(),
  policy_version: z.int(),
  model_version: z.string(),
  reason_codes: z.array(z.string()).describe(REASON_CODES_TEXT),
  velocity: velocityResponse.describe('Empty where no party exceeded the threshold in force then'),
  ring: ringResponse.nullable().describe('The growing ring that it belonged to when it was scored'),
  expected_loss: z.number().describe("In the institution's currency; 0 where its currency had no rate"),
  latency_ms: z.number(),
  timings: z.record(z.string(), z.number()),
  explanation,
  decision: z.enum(DECISIONS).nullable(),
  decision_version: z.int().describe('Grows with each decision and each undo: the value for If-Match'),
  decisions: z.array(decisionEntry),
  listings: z
    .array(listing)
    .describe('Watchlist entries in force now of its accounts, its device and its phone'),
  audit_trail: z.array(auditEntry),
})
export type TransactionDetail = z.infer<typeof transactionResponse>

const outcomeChange = z.object({
  outcome: z.enum(OUTCOMES),
  score: z.number().describe('Calibrated probability after the change'),
  text: z.string().describe('The change as a sentence'),
  changes: z.array(
    z.object({
      fact: z.string(),
      label: z.string(),
      from: z.string(),
      to: z.string(),
      or_beyond: z.boolean().describe('Everything tried beyond this value changes the outcome as well'),
    }),
  ),
})
export type OutcomeChange = z.infer<typeof outcomeChange>

export const counterfactualResponse = z.object({
  transaction_id: uuid,
  model_version: z.string(),
  policy_version: z.int(),
  outcome: z.enum(OUTCOMES),
  decided_by: z
    .enum(['score', 'list', 'velocity', 'ring'])
    .describe(
      'Where a list, the velocity or a ring decided, no fact of the transaction could have changed the outcome',
    ),
  flips: z
    .array(outcomeChange)
    .describe('The smallest change first; empty where nothing that was tried changes the outcome'),
  facts: z.array(z.string()).describe('Which facts were tried'),
  tried: z.int().describe('How many combinations were tried'),
})
export type Counterfactual = z.infer<typeof counterfactualResponse>

/** What an account usually sends or receives, up to one of its transactions. */
export interface PartyHistory {
  role: 'sender' | 'receiver'
  account: string
  /** How far back the payments go. */
  days: number
  payments: CappedCount
  median: string | null
  largest: string | null
  first_seen: string | null
  /** The last time before the transaction. */
  seen_before: string | null
}
