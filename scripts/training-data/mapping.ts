/** Mapping files assign the columns of a CSV to fields. ml/training/mapping.py follows the same rules. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { readIsoTime } from './read-time'

const column = z.string().min(1)
const plain = z.strictObject({ column })
const type = z.enum(TRANSACTION_TYPES)
const epoch = z.string().refine((text) => readIsoTime(text) !== null, 'must be an ISO 8601 time')

/** `hours`, `seconds` and `days` count from `epoch`. A time without a zone is UTC. */
const time = z.union([
  z.strictObject({ column, format: z.enum(['iso', 'epoch-s', 'epoch-ms']) }),
  z.strictObject({ column, format: z.enum(['hours', 'seconds', 'days']), epoch }),
])

const columns = z.strictObject({
  occurredAt: time,
  type: z.union([
    z.strictObject({ constant: type }),
    z.strictObject({ column, values: z.record(z.string(), type).optional(), default: type.optional() }),
  ]),
  amount: plain,
  senderAccount: plain,
  receiverAccount: plain.optional(),
  senderBalanceBefore: plain.optional(),
  receiverBalanceBefore: plain.optional(),
  deviceId: plain.optional(),
  phone: plain.optional(),
  ip: plain.optional(),
  country: plain.optional(),
  city: plain.optional(),
  latitude: plain.optional(),
  longitude: plain.optional(),
  merchantCategory: plain.optional(),
  channel: plain.optional(),
  declinedAttempts: plain.optional(),
  externalId: plain.optional(),
  currency: plain.optional(),
  label: z.strictObject({ column, fraud: z.array(z.string().min(1)).min(1).optional() }),
  labelAt: z.union([z.strictObject({ delayDays: z.number().min(0) }), time]).optional(),
})

export const mappingSchema = z.strictObject({ delimiter: z.string().length(1).default(','), columns })
export type Mapping = z.infer<typeof mappingSchema>
export type MappedField = keyof Mapping['columns']
export type TimeSource = z.infer<typeof time>

/** @throws Error naming the file and each key that is wrong */
export function readMapping(path: string): { mapping: Mapping; sha256: string } {
  const bytes = readFileSync(path)
  const parsed = mappingSchema.safeParse(parseJson(bytes.toString('utf8'), path))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  return { mapping: parsed.data, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${path}: no JSON, ${(error as Error).message}`, { cause: error })
  }
}
