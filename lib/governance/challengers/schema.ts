/** Challengers on live traffic: comparison with the champion, swap set, canary. Safe to import in the browser. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { OUTCOMES } from '@/lib/engine/policy'
import { MODEL_STAGES } from '@/lib/governance/models/schema'

export const COMPARISON_DAYS = [1, 7, 30, 90] as const
/** Scores of challengers are kept for so long: the swap set and the quality reach no further back. */
export const KEPT_DAYS = 90

/** Decimal in the institution's currency. */
const money = z.string()
const outcome = z.enum(OUTCOMES)
const instant = z.string().describe('ISO 8601, UTC')

/** A share with its interval of 95 %; null for a share of nothing. */
const share = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe('With the Wilson interval of 95 %; null without observations')
export type Share = z.infer<typeof share>

const modelName = z.object({ id: uuid, name: z.string(), version: z.string(), stage: z.enum(MODEL_STAGES) })
export type ComparedModel = z.infer<typeof modelName>

export const challengerListResponse = z.object({
  champion: modelName.nullable(),
  items: z
    .array(modelName)
    .describe('Shadow models, the canary, and models that were one in the last 90 days'),
})
export type ChallengerList = z.infer<typeof challengerListResponse>

/** What watches a canary: a difference of a share between the canary and the champion on the same payments. */
const shift = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe('Canary minus champion, with a confidence sequence of 95 %: it may be read at any time')
const watched = z.object({
  pairs: z.int(),
  shift,
  limit: z.number(),
  evidence: z
    .number()
    .describe('How far the evidence for a shift beyond the limit has come to what stops the canary, 0..1'),
})

export const CANARY_END_REASONS = ['block', 'review', 'slow', 'fault', 'unwatched', 'user'] as const

export const canaryResponse = z.object({
  model_id: uuid,
  version: z.int().describe('Grows with each change; send it as If-Match'),
  share: z.number().describe('Share of senders whose payments it decides'),
  slow_ms: z.number(),
  started_at: instant,
  in_force: z.boolean().describe('The model is the canary, and nobody has stopped it'),
  ended_at: instant.nullable(),
  end_reason: z.enum(CANARY_END_REASONS).nullable(),
  end_detail: z.string().nullable(),
  decisions: z.int().describe('Payments that it decided'),
  compared: z.int().describe('Of these, payments that the champion scored as well'),
  block: watched,
  review: watched,
  slow: watched.describe('Responses later than slow_ms'),
})
export type Canary = z.infer<typeof canaryResponse>

const limit = z.number().gt(0).max(0.5)
export const canaryBody = z.strictObject({
  share: z.number().min(0).max(0.5).describe('Share of senders, 0 to 0.5'),
  max_block_shift: limit.optional().describe('Default 0.005'),
  max_review_shift: limit.optional().describe('Default 0.01'),
  slow_ms: z.number().min(1).max(10_000).optional().describe('Default 100'),
  max_slow_shift: limit.optional().describe('Default 0.01: the 99th percentile'),
})
export type CanaryInput = z.output<typeof canaryBody>

export const comparisonQuery = z.strictObject({
  days: z.coerce
    .number<number | string>()
    .refine((days) => (COMPARISON_DAYS as readonly number[]).includes(days), 'must be 1, 7, 30 or 90')
    .default(7),
})

const quality = z.object({
  precision: share.describe('Frauds among labelled payments that it flags'),
  recall: share.describe('Flagged among labelled frauds'),
})
export type Quality = z.infer<typeof quality>

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() })

export const comparisonResponse = z.object({
  model: modelName,
  champion: modelName.nullable(),
  from: instant,
  compared: z.int().describe('Payments that both models scored'),
  decisions: z
    .int()
    .describe('Payments that were decided since the first comparison of this time; see `decisions_counted`'),
  decisions_counted: z
    .enum(['exactly', 'by-hour', 'at-least'])
    .describe(
      'exactly: one by one, up to 20,000. by-hour: from the totals of the hours in which the payments occurred, for more. ' +
        'at-least: by-hour, where the first hour alone has more than 20,000',
    ),
  decided_by_challenger: z.int(),
  gaps: z.array(
    z.object({
      reason: z.enum(['shed', 'not-loaded', 'failed']),
      payments: z.int(),
      detail: z.string().nullable(),
      last_at: instant,
    }),
  ),
  agreement: share,
  outcomes: z.array(z.object({ champion_outcome: outcome, outcome, payments: z.int(), own_amount: money })),
  quality: z.object({
    from: instant,
    until: instant.describe('Younger payments are not mature: their labels are still arriving'),
    labelled: z.int(),
    frauds: z.int(),
    capped: z.boolean().describe('Only the newest labels were read'),
    champion: quality,
    challenger: quality,
  }),
  latency: z
    .object({ samples: z.int(), champion: percentiles, challenger: percentiles })
    .nullable()
    .describe('Milliseconds to score and explain one payment alone, both models on the same payments'),
  canary: canaryResponse.nullable(),
  four_eyes: z
    .boolean()
    .describe('Another administrator must approve that a canary starts or decides for more senders'),
})
export type Comparison = z.infer<typeof comparisonResponse>

/** caught: only the challenger flags; released: only the champion does. */
export const FLIPS = ['all', 'caught', 'released'] as const

export const swapSetQuery = z.strictObject({
  flip: z.enum(FLIPS).default('all'),
  ...pageQuery(25, 200),
})
export type SwapSetInput = z.output<typeof swapSetQuery>

export const swapSetResponse = z.object({
  items: z.array(
    z.object({
      transaction_id: uuid,
      occurred_at: instant,
      type: z.string(),
      sender_account: z.string(),
      receiver_account: z.string().nullable(),
      own_amount: money.describe("In the institution's currency"),
      champion_outcome: outcome,
      champion_score: z.number(),
      outcome,
      score: z.number(),
      decided_by: z.enum(['champion', 'challenger', 'other']),
      is_fraud: z.boolean().nullable().describe('The label, if there is one'),
    }),
  ),
  next_cursor: z.string().nullable(),
})
export type SwapSet = z.infer<typeof swapSetResponse>
