import type { Tenant } from '@/lib/contract/context'
import { invalidRequest } from '@/lib/contract/validation'
import { type JsonValue, parseStrictJson } from '@/lib/http/strict-json'
import { AppError, isAppError } from '@/lib/platform/errors'
import { identify, type IdentifiedTransaction } from '@/lib/scoring/path'
import { readMapped } from './mapped-message'
import { mappingOf } from './mappings'
import { MAX_MESSAGE_BYTES, transactionMessage } from './schema'

/** A record of a partition, of a transaction that was committed or of none. */
export interface StreamRecord {
  offset: bigint
  key: Buffer | null
  value: Buffer | null
  /** What Kafka or the producer says of when it was written. */
  timestampMs: number
}

export type ReadMessage =
  | { record: StreamRecord; row: IdentifiedTransaction }
  | { record: StreamRecord; error: AppError }

/** The transaction in a record of a topic, by the rules of the scoring API. Nothing that a producer sends throws. */
export function readMessage(tenant: Tenant, topic: string, record: StreamRecord): ReadMessage {
  const { value } = record
  if (value === null) return { record, error: whole('has no value') }
  if (value.length > MAX_MESSAGE_BYTES) {
    const detail = `The message has ${value.length} bytes; up to ${MAX_MESSAGE_BYTES} are read.`
    return { record, error: new AppError('too-large', { detail }) }
  }
  try {
    const mapping = mappingOf(topic)
    const message = parseStrictJson(value)
    const row = mapping ? readMapped(tenant, mapping, message) : readRequest(tenant, message)
    return 'transaction' in row ? { record, row } : { record, error: row }
  } catch (error) {
    if (isAppError(error)) return { record, error }
    throw error
  }
}

function readRequest(tenant: Tenant, message: JsonValue): IdentifiedTransaction | AppError {
  const parsed = transactionMessage.safeParse(message)
  return parsed.success ? identify(tenant, parsed.data) : invalidRequest(parsed.error)
}

const whole = (reason: string): AppError =>
  new AppError('invalid-request', { detail: `The message ${reason}.`, errors: [{ field: '', reason }] })
