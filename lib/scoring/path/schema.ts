import { TRANSACTION_TYPES, type TransactionType } from '@/lib/engine/features'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import { ringResponse } from '@/lib/engine/rings'
import { velocityResponse } from '@/lib/engine/velocity'
import { currencyCode } from '@/lib/contract/currency'
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { MAX_AMOUNT, toMinor } from './amounts'
import { CanonicalTexts, type ReceivedTexts } from './canonical-texts'

export { decimal, toMinor } from './amounts'
export { featureInputAt } from './feature-input'
export { digitsErrors } from './own-money'

/** The scoring contract: field names in snake_case; PaySim's names are accepted as aliases on input. */
const METADATA_BYTES = 4_096

const money = (min: number) =>
  z
    .number()
    .min(min)
    .max(MAX_AMOUNT)
    .refine((value) => toMinor(value) !== null, 'must have at most 4 decimals')

const amount = money(0)
const balance = money(-MAX_AMOUNT)
/** Its canonical form is checked once all fields have the right type. */
const text = (max: number) => z.string().min(1).max(max)
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
  amount: amount.describe('In major units, with at most the decimal places that ISO 4217 gives the currency'),
  currency: currencyCode
    .optional()
    .describe(
      "ISO 4217; default: the institution's currency. Another currency needs a rate in force at the time of the payment",
    ),
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
  phone: text(32)
    .optional()
    .describe("International with + or 00, or national of the institution's country; E.164 is stored"),
  device_id: id.optional(),
  ip: text(64).optional().describe('IPv4 or IPv6, without zone; IPv4 mapped into IPv6 is IPv4'),
  city: text(128).optional().describe('Compared without case and accents'),
  country: text(64).optional().describe('ISO 3166-1 alpha-2, in either case'),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  merchant_category: id.optional(),
  channel: text(32).optional().describe('Compared without case'),
  declined_attempts: z.int().min(0).max(100_000).optional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine(
      (value) => new TextEncoder().encode(JSON.stringify(value)).length <= METADATA_BYTES,
      `must be at most ${METADATA_BYTES} bytes`,
    )
    .optional()
    .describe(
      'Free data, at most 4 KB; stored and shown. A model of your institution may read numbers at its top level: feature `metadata.<key>`. ' +
        'A field that is absent or not a number is missing for the model. The models that ship with the product read none.',
    ),
}

/**
 * The internal form of a transaction, independent of the names in the body. Money in hundredths of a major unit, texts in canonical form
 * (docs/identities.md). Members are in alphabetical order, as its fingerprint needs them.
 */
export interface CanonicalTransaction {
  amountMinor: number
  channel: string | null
  /** As received. */
  city: string | null
  country: string | null
  currency: string | null
  declinedAttempts: number | null
  deviceId: string | null
  externalId: string | null
  ip: string | null
  latitude: number | null
  longitude: number | null
  merchantCategory: string | null
  metadata: Record<string, unknown> | null
  occurredAtMs: number | null
  phone: string | null
  receiverAccount: string | null
  receiverBalanceAfterMinor: number | null
  receiverBalanceBeforeMinor: number | null
  senderAccount: string
  senderBalanceAfterMinor: number | null
  senderBalanceBeforeMinor: number | null
  step: number | null
  type: TransactionType
}

/** A valid body, before the tenant is known: its phone is as written. `identify` completes it. */
export interface ParsedTransaction {
  written: CanonicalTransaction
  received: ReceivedTexts | null
}

const SYNONYMS = Object.entries(PAYSIM_NAMES) as [keyof typeof PAYSIM_NAMES, keyof typeof fields][]

const minorOf = (value: number | undefined): number | null => (value === undefined ? null : toMinor(value))

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

/** The body of one transaction. */
export const transactionBody = z
  .strictObject(fields)
  .meta({ examples: [EXAMPLE] })
  .transform((body, check): ParsedTransaction => {
    const reject = (field: string, message: string) =>
      check.issues.push({ code: 'custom', path: [field], message, input: body })
    for (const [paysim, native] of SYNONYMS) {
      if (body[paysim] !== undefined && body[native] !== undefined)
        reject(paysim, `is the same as ${native}: send one of them`)
    }
    const texts = new CanonicalTexts()
    const sender = body.sender_account === undefined ? 'nameOrig' : 'sender_account'
    const receiver = body.receiver_account === undefined ? 'nameDest' : 'receiver_account'
    if (body[sender] === undefined) reject('sender_account', 'is required (or nameOrig)')
    const written: CanonicalTransaction = {
      amountMinor: toMinor(body.amount) ?? 0,
      channel: texts.read('channel', body.channel),
      city: texts.read('city', body.city),
      country: texts.read('country', body.country),
      currency: body.currency ?? null,
      declinedAttempts: body.declined_attempts ?? null,
      deviceId: texts.read('device_id', body.device_id),
      externalId: texts.read('external_id', body.external_id),
      ip: texts.read('ip', body.ip),
      latitude: body.latitude ?? null,
      longitude: body.longitude ?? null,
      merchantCategory: texts.read('merchant_category', body.merchant_category),
      metadata: body.metadata ?? null,
      occurredAtMs: body.occurred_at === undefined ? null : Date.parse(body.occurred_at),
      phone: body.phone ?? null,
      receiverAccount: texts.read('receiver_account', body[receiver], receiver),
      receiverBalanceAfterMinor: minorOf(body.receiver_balance_after ?? body.newbalanceDest),
      receiverBalanceBeforeMinor: minorOf(body.receiver_balance_before ?? body.oldbalanceDest),
      senderAccount: texts.read('sender_account', body[sender], sender) ?? '',
      senderBalanceAfterMinor: minorOf(body.sender_balance_after ?? body.newbalanceOrig),
      senderBalanceBeforeMinor: minorOf(body.sender_balance_before ?? body.oldbalanceOrg),
      step: body.step ?? null,
      type: body.type,
    }
    for (const { name, reason } of texts.rejections) reject(name, reason)
    return { written, received: texts.received }
  })

export const BATCH_LIMIT = 1_000

/** The handler parses each row on its own, so an invalid row does not reject the others. */
export const batchBody = z.strictObject({ transactions: z.array(z.unknown()).min(1).max(BATCH_LIMIT) })

export const scoreResponse = z.object({
  transaction_id: uuid,
  prediction_id: uuid,
  external_id: z.string().nullable(),
  score: z.number().describe('Calibrated probability of fraud'),
  margin: z.number().describe('Log-odds before calibration; base_value plus all contributions'),
  base_value: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  reason_codes: z.array(z.string()),
  velocity: velocityResponse
    .optional()
    .describe('Absent where no party exceeds the threshold. Most payments first'),
  ring: ringResponse.optional().describe('Absent where the payment belongs to no growing ring'),
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
