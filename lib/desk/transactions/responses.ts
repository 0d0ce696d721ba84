import { z } from 'zod'
import { OUTCOMES, REASON_CODES, RISK_BANDS } from '@/lib/engine/policy'
import { DECISIONS } from '@/lib/contract/decisions'

/** What the transaction endpoints answer. Money is exact decimal text; times are ISO 8601, UTC. */
const money = z.string().describe('Exact decimal')
const REASON_CODES_TEXT = [
  'At most five, most decisive first.',
  ...Object.entries(REASON_CODES).map(([code, meaning]) => `${code}: ${meaning}.`),
].join(' ')
const time = z.string().describe('ISO 8601, UTC')

export const queueItemResponse = z.object({
  transaction_id: z.uuid(),
  prediction_id: z.uuid(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  expected_loss: z.number(),
  amount: money,
  currency: z.string(),
  type: z.string(),
  name_orig: z.string(),
  name_dest: z.string().nullable(),
  decision: z.enum(DECISIONS).nullable(),
  occurred_at: time,
  scored_at: time,
})

const party = z.object({
  account: z.string(),
  balance_before: money.nullable(),
  balance_after: money.nullable(),
  watchlist: z.enum(['blocked', 'trusted']).nullable(),
})

const probabilityAfter = z
  .number()
  .nullable()
  .describe(
    'Calibrated probability after this and all earlier items; of the last one it is the score. Null in between ' +
      'where the calibration of that model is no longer at hand',
  )

const explanation = z.object({
  base_value: z.number().describe('Log-odds'),
  base_score: z.number().describe('Calibrated probability of the base value'),
  margin: z.number().describe('base_value plus all contributions'),
  contributions: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        value: z.number().nullable(),
        contribution: z.number(),
        probability_after: probabilityAfter,
      }),
    )
    .describe('Greatest magnitude first'),
  families: z
    .array(
      z.object({
        family: z.string(),
        contribution: z.number(),
        features: z.int(),
        probability_after: probabilityAfter,
      }),
    )
    .describe('The same contributions summed by family, greatest magnitude first'),
})

export const transactionResponse = z.object({
  transaction_id: z.uuid(),
  external_id: z.string().nullable(),
  occurred_at: time,
  step: z.int().nullable(),
  type: z.string(),
  amount: money,
  currency: z.string(),
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
  source: z.string(),
  received_at: time,
  scored_at: time,
  prediction_id: z.uuid(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  threshold_at_scoring: z.number(),
  policy_version: z.int(),
  model_version: z.string(),
  reason_codes: z.array(z.string()).describe(REASON_CODES_TEXT),
  expected_loss: z.number(),
  latency_ms: z.number(),
  timings: z.record(z.string(), z.number()),
  explanation,
  decision: z.enum(DECISIONS).nullable(),
  decisions: z.array(
    z.object({
      id: z.uuid(),
      decision: z.enum([...DECISIONS, 'retracted']),
      notes: z.string().nullable(),
      decided_at: time,
      user_id: z.uuid(),
      user_name: z.string(),
      retracts_id: z.uuid().nullable(),
      undo_until: time.nullable(),
    }),
  ),
  audit_trail: z.array(
    z.object({
      seq: z.string(),
      at: time,
      action: z.string(),
      actor_kind: z.string(),
      actor_name: z.string().nullable(),
      before: z.unknown(),
      after: z.unknown(),
      request_id: z.string(),
    }),
  ),
})

export type QueueItemResponse = z.input<typeof queueItemResponse>
export type TransactionResponse = z.input<typeof transactionResponse>

export const counterfactualResponse = z.object({
  transaction_id: z.uuid(),
  model_version: z.string(),
  policy_version: z.int(),
  outcome: z.enum(OUTCOMES),
  decided_by: z
    .enum(['score', 'list'])
    .describe('Where a list decided, no fact of the transaction could have changed the outcome'),
  flips: z
    .array(
      z.object({
        outcome: z.enum(OUTCOMES),
        score: z.number().describe('Calibrated probability after the change'),
        text: z.string(),
        changes: z.array(
          z.object({
            fact: z.string(),
            label: z.string(),
            from: z.string(),
            to: z.string(),
            or_beyond: z.boolean().describe('Everything tried beyond this value changes the outcome as well'),
          }),
        ),
      }),
    )
    .describe('The smallest change first; empty where nothing that was tried changes the outcome'),
  facts: z.array(z.string()).describe('Which facts were tried'),
  tried: z.int().describe('How many combinations were tried'),
})
export type CounterfactualResponse = z.infer<typeof counterfactualResponse>
