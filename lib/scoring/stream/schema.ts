/** The messages of the stream. docs/stream.md shows their JSON Schemas. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { scoreResponse, transactionBody } from '@/lib/scoring/path/schema'

/** A larger message is a dead letter, whose value is not kept. */
export const MAX_MESSAGE_BYTES = 65_536

/** A transaction as `POST /api/score` takes it. The id is required: a retry of the producer would otherwise be another transaction. */
export const transactionMessage = transactionBody.refine(({ written }) => written.externalId !== null, {
  path: ['external_id'],
  error: 'is required',
})

/** A decision as `POST /api/score` returns it. */
export const decisionMessage = scoreResponse

/** A message that could not be scored. */
export const deadLetterMessage = z.object({
  id: uuid.describe('The same when the message is published again'),
  topic: z.string(),
  partition: z.int().min(0),
  offset: z.string().regex(/^\d+$/).describe('A text, because offsets go beyond the numbers of JSON'),
  problem: z.string().describe('The problem type, as in responses of the API'),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })),
  received_at: z.iso.datetime(),
  key_base64: z.string().nullable(),
  value_base64: z.string().nullable().describe(`Null for a value of more than ${MAX_MESSAGE_BYTES} bytes`),
  value_bytes: z.int().min(0),
})
export type DeadLetterMessage = z.infer<typeof deadLetterMessage>

export const SETTLEMENTS = ['scored', 'duplicate', 'dismissed'] as const
export const DEAD_LETTER_STATUSES = ['open', 'settled'] as const
/** Characters of a value in responses. A longer one cannot be mended on the screen. */
export const MAX_SHOWN = 4_000
/** Days that dead letters are kept. */
export const KEPT_DAYS = 30

export const deadLetterResponse = z.object({
  id: uuid,
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  problem: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })),
  received_at: z.string(),
  value: z
    .string()
    .nullable()
    .describe(
      `The first ${MAX_SHOWN} characters; null for a message without a value, without text or too large to keep`,
    ),
  is_whole: z.boolean().describe('Whether `value` is everything'),
  value_bytes: z.int(),
  settled: z
    .object({
      as: z.enum(SETTLEMENTS),
      at: z.string(),
      by: z.object({ id: uuid, name: z.string() }),
      transaction_id: uuid.nullable().describe('Of a message that was scored'),
    })
    .nullable()
    .describe('Null while it is open'),
})
export type DeadLetter = z.infer<typeof deadLetterResponse>

export const deadLetterPage = z.object({
  items: z.array(deadLetterResponse).describe(`Newest first; kept for ${KEPT_DAYS} days`),
  next_cursor: z.string().nullable(),
})
export type DeadLetterPage = z.infer<typeof deadLetterPage>

export const deadLetterQuery = z.strictObject({
  status: z.enum(DEAD_LETTER_STATUSES).optional(),
  ...pageQuery(25, 100),
})
export type DeadLetterQuery = z.output<typeof deadLetterQuery>

export const resendBody = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(MAX_MESSAGE_BYTES)
    .optional()
    .describe('The mended message; default: the message as it came'),
})
