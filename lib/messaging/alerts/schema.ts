/** Alert rules in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { SEVERITIES } from '@/lib/engine/velocity'
import { OUTCOMES, REASON_CODES, type ReasonCode } from '@/lib/engine/policy'

/** Rules of an institution. */
export const MAX_RULES = 50
export const MAX_RULE_CHANNELS = 10
/** More alerts of a rule at the same time become one message: nobody reads a thousand, and receivers limit their rate. */
export const MAX_SINGLE = 10
const DAY_MINUTES = 1_440

export const RULE_KINDS = ['transaction', 'case_breached', 'drift_alarm', 'job_failed', 'stream_lag'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

export const RULE_LABELS: Record<RuleKind, string> = {
  transaction: 'A scored transaction',
  case_breached: 'A case exceeds its time limit',
  drift_alarm: 'A drift alarm',
  job_failed: 'A background job fails',
  stream_lag: 'Messages of Kafka wait',
}

/** Messages of a topic that wait, in a rule of a new draft and in one that names no number. */
export const USUAL_LAG = 1_000
const MAX_LAG = 1_000_000_000

export const LIST_HITS = ['blocked', 'trusted'] as const

const money = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be an amount as text, such as "12.50", with at most 4 decimals')

const each = <T extends z.ZodType>(element: T, most: number) => z.array(element).max(most)

const codes = Object.keys(REASON_CODES) as [ReasonCode, ...ReasonCode[]]

const transactionConditions = z
  .strictObject({
    kind: z.literal('transaction'),
    outcomes: each(z.enum(OUTCOMES), OUTCOMES.length).default([]).describe('One of these; empty for any'),
    min_score: z.number().min(0).max(1).nullable().default(null),
    min_amount: money.nullable().default(null).describe("In the institution's currency"),
    reason_codes: each(z.enum(codes), codes.length).default([]).describe('At least one of these'),
    list_hit: z
      .enum(LIST_HITS)
      .nullable()
      .default(null)
      .describe(
        'An account, device or phone of the transaction is on this watchlist and decided the outcome',
      ),
    velocity: z
      .enum(SEVERITIES)
      .nullable()
      .default(null)
      .describe('The velocity of the sender, phone or device has at least this severity'),
  })
  .refine(
    (rule) =>
      rule.outcomes.length + rule.reason_codes.length > 0 ||
      rule.min_score !== null ||
      rule.min_amount !== null ||
      rule.list_hit !== null ||
      rule.velocity !== null,
    'must have at least one condition',
  )

/** What a rule watches. All conditions of a transaction must hold. More kinds may follow. */
export const ruleConditions = z.discriminatedUnion('kind', [
  transactionConditions,
  z.strictObject({ kind: z.literal('case_breached') }),
  z.strictObject({ kind: z.literal('drift_alarm') }),
  z.strictObject({
    kind: z.literal('job_failed'),
    jobs: each(z.string().min(1).max(64), 50).default([]).describe('By name; empty for any'),
  }),
  z.strictObject({
    kind: z.literal('stream_lag'),
    min_messages: z
      .int()
      .min(1)
      .max(MAX_LAG)
      .default(USUAL_LAG)
      .describe('Messages of one Kafka topic that wait, as the worker last saw it'),
  }),
])
export type RuleConditions = z.output<typeof ruleConditions>
export type TransactionConditions = Extract<RuleConditions, { kind: 'transaction' }>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, such as "22:00"')

export const DEDUPE_KEYS = ['subject', 'sender', 'receiver', 'rule'] as const
export type DedupeKey = (typeof DEDUPE_KEYS)[number]

const minutes = z.int().min(0).max(DAY_MINUTES)

const ruleFields = {
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean(),
  conditions: ruleConditions,
  quiet_hours: z
    .strictObject({ from: clockTime, to: clockTime })
    .refine(({ from, to }) => from !== to, 'must begin and end at different times')
    .nullable()
    .describe(
      "In the institution's time zone, also across midnight. Alerts of this time are sent together at its end",
    ),
  digest_minutes: minutes.describe('Alerts of so many minutes are sent as one message; 0 sends at once'),
  dedupe: z
    .strictObject({ by: z.enum(DEDUPE_KEYS), minutes })
    .describe(
      'Within so many minutes one alert per key; 0 sends every one. subject: the transaction, case, alarm, job or topic',
    ),
  channel_ids: z.array(uuid).min(1).max(MAX_RULE_CHANNELS),
}

export const ruleInput = z
  .strictObject({
    ...ruleFields,
    enabled: ruleFields.enabled.default(true),
    quiet_hours: ruleFields.quiet_hours.default(null),
    digest_minutes: ruleFields.digest_minutes.default(0),
    dedupe: ruleFields.dedupe.default({ by: 'subject', minutes: 0 }),
  })
  .refine(
    ({ conditions, dedupe }) =>
      conditions.kind === 'transaction' || (dedupe.by !== 'sender' && dedupe.by !== 'receiver'),
    {
      path: ['dedupe', 'by'],
      message: 'must be subject or rule: only transactions have a sender and a receiver',
    },
  )
export type RuleInput = z.output<typeof ruleInput>

export const ruleResponse = z.object({
  id: uuid,
  ...ruleFields,
  created_at: z.string(),
  version: z.int().describe('Grows with each change. For If-Match'),
})
export type AlertRule = z.infer<typeof ruleResponse>

export const ruleListResponse = z.object({
  items: z.array(ruleResponse).describe('By name; there are at most 50'),
})
export type RuleList = z.infer<typeof ruleListResponse>
