import { TRANSACTION_TYPES, type TransactionType } from '@/lib/engine/features'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import { z } from 'zod'

/** The scoring contract: field names in snake_case; PaySim's names are accepted as aliases on input. */
const MAX_AMOUNT = 1e13
const METADATA_BYTES = 4_096

/** Minor units of a decimal, or null for more than two places. Exact: parsing k/100 and dividing k by 100 round alike. */
export function toMinor(value: number): number | null {
  const minor = Math.round(value * 100)
  return minor / 100 === value ? minor : null
}

const money = (min: number) =>
  z
    .number()
    .min(min)
    .max(MAX_AMOUNT)
    .refine((value) => toMinor(value) !== null, 'must have at most 2 decimals')

const amount = money(0)
const balance = money(-MAX_AMOUNT)
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\x00-\x1f\x7f-\x9f]+$/, 'must not hold control characters')
const id = text(64)

/** PaySim name to field name. A body uses one of the two names per field. */
export const PAYSIM_NAMES = {
  nameOrig: 'sender_account',
  oldbalanceOrg: 'sender_balance_before',
  newbalanceOrig: 'sender_balance_after',
  nameDest: 'receiver_account',
  oldbalanceDest: 'receiver_balance_before',
  newbalanceDest: 'receiver_balance_after',
} as const

const fields = {
  external_id: id
    .optional()
    .describe("The caller's own id; unique per institution, makes the call idempotent"),
  occurred_at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      "When it happened; default: step, else now. Not before the institution's earliest time (by default ten years before " +
        "it was created), at most 5 minutes ahead of the server's clock",
    ),
  step: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe("Hours since the institution's epoch (PaySim); the same bounds as occurred_at"),
  type: z.enum(TRANSACTION_TYPES),
  amount: amount.describe('In major units, at most 2 decimals'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .optional()
    .describe("Default: the institution's currency"),
  sender_account: id.optional(),
  sender_balance_before: balance.optional(),
  sender_balance_after: balance.optional().describe('Stored, never a feature'),
  receiver_account: id.optional(),
  receiver_balance_before: balance.optional(),
  receiver_balance_after: balance.optional().describe('Stored, never a feature'),
  nameOrig: id.optional().describe('Same as sender_account'),
  oldbalanceOrg: balance.optional().describe('Same as sender_balance_before'),
  newbalanceOrig: balance.optional().describe('Same as sender_balance_after'),
  nameDest: id.optional().describe('Same as receiver_account'),
  oldbalanceDest: balance.optional().describe('Same as receiver_balance_before'),
  newbalanceDest: balance.optional().describe('Same as receiver_balance_after'),
  phone: text(32).optional(),
  device_id: id.optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  city: text(128).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2,3}$/, 'must be an ISO 3166 code')
    .optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  merchant_category: id.optional(),
  channel: text(32).optional(),
  declined_attempts: z.int().min(0).max(100_000).optional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine(
      (value) => new TextEncoder().encode(JSON.stringify(value)).length <= METADATA_BYTES,
      `must be at most ${METADATA_BYTES} bytes`,
    )
    .optional()
    .describe('Free data, at most 4 KB; stored and shown, never a feature'),
}

/** The internal form of a transaction, independent of the names in the body. Money in minor units. */
export interface CanonicalTransaction {
  externalId: string | null
  occurredAtMs: number | null
  step: number | null
  type: TransactionType
  amountMinor: number
  currency: string | null
  senderAccount: string
  senderBalanceBeforeMinor: number | null
  senderBalanceAfterMinor: number | null
  receiverAccount: string | null
  receiverBalanceBeforeMinor: number | null
  receiverBalanceAfterMinor: number | null
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
}

const SYNONYMS = Object.entries(PAYSIM_NAMES) as [keyof typeof PAYSIM_NAMES, keyof typeof fields][]

const minorOf = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 100)

const EXAMPLE = {
  external_id: 'payment-20261120-0001',
  step: 700,
  type: 'TRANSFER',
  amount: 181_000.5,
  nameOrig: 'C1305486145',
  oldbalanceOrg: 181_000.5,
  newbalanceOrig: 0,
  nameDest: 'C553264065',
  oldbalanceDest: 0,
  newbalanceDest: 181_000.5,
}

/** The body of one transaction; parses to a CanonicalTransaction. */
export const transactionBody = z
  .strictObject(fields)
  .meta({ examples: [EXAMPLE] })
  .transform((body, check): CanonicalTransaction => {
    for (const [paysim, native] of SYNONYMS) {
      if (body[paysim] !== undefined && body[native] !== undefined) {
        check.issues.push({
          code: 'custom',
          path: [paysim],
          message: `is the same as ${native}: send one of them`,
          input: body,
        })
      }
    }
    const senderAccount = body.sender_account ?? body.nameOrig
    if (senderAccount === undefined) {
      check.issues.push({
        code: 'custom',
        path: ['sender_account'],
        message: 'is required (or nameOrig)',
        input: body,
      })
      return z.NEVER
    }
    return {
      externalId: body.external_id ?? null,
      occurredAtMs: body.occurred_at === undefined ? null : Date.parse(body.occurred_at),
      step: body.step ?? null,
      type: body.type,
      amountMinor: Math.round(body.amount * 100),
      currency: body.currency ?? null,
      senderAccount,
      senderBalanceBeforeMinor: minorOf(body.sender_balance_before ?? body.oldbalanceOrg),
      senderBalanceAfterMinor: minorOf(body.sender_balance_after ?? body.newbalanceOrig),
      receiverAccount: body.receiver_account ?? body.nameDest ?? null,
      receiverBalanceBeforeMinor: minorOf(body.receiver_balance_before ?? body.oldbalanceDest),
      receiverBalanceAfterMinor: minorOf(body.receiver_balance_after ?? body.newbalanceDest),
      phone: body.phone ?? null,
      deviceId: body.device_id ?? null,
      ip: body.ip ?? null,
      city: body.city ?? null,
      country: body.country ?? null,
      latitude: body.latitude ?? null,
      longitude: body.longitude ?? null,
      merchantCategory: body.merchant_category ?? null,
      channel: body.channel ?? null,
      declinedAttempts: body.declined_attempts ?? null,
      metadata: body.metadata ?? null,
    }
  })

export const BATCH_LIMIT = 1_000

/** The handler parses each row on its own, so an invalid row does not reject the others. */
export const batchBody = z.strictObject({ transactions: z.array(z.unknown()).min(1).max(BATCH_LIMIT) })

export const scoreResponse = z.object({
  transaction_id: z.uuid(),
  prediction_id: z.uuid(),
  external_id: z.string().nullable(),
  score: z.number().describe('Calibrated probability of fraud'),
  margin: z.number().describe('Log-odds before calibration; base_value plus all contributions'),
  base_value: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  reason_codes: z.array(z.string()),
  threshold: z.number().describe('Review threshold in force'),
  policy_version: z.int(),
  model_version: z.string(),
  top_features: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        value: z.number().nullable().describe('Null where missing'),
        contribution: z.number().describe('Log-odds'),
      }),
    )
    .max(5),
  latency_ms: z.number().describe('From receipt until the response is composed, without the commit'),
  timings: z.record(z.string(), z.number()).describe('Milliseconds per stage'),
})
export type ScoreResponse = z.infer<typeof scoreResponse>
