/** Stores what Kafka is still to get: decisions, and messages that could not be scored. */
import { type Statement, textArray } from '@/lib/platform/db'
import type { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Claim } from './partitions'
import type { StreamRecord } from './read-message'
import { MAX_MESSAGE_BYTES } from './schema'

export interface Decision {
  sender: string
  /** The body of the response of the scoring API. */
  body: string
}

export interface DeadLetter {
  record: StreamRecord
  error: AppError
}

export const storeDecisions = (tenantId: string, decisions: readonly Decision[]): Statement => ({
  name: 'stream-decisions',
  text: 'insert into stream_outbox (tenant_id, id, keys, decisions) values ($1::uuid, $2::uuid, $3::text[], $4::text[])',
  values: [
    tenantId,
    newId(),
    textArray(decisions.map(({ sender }) => sender)),
    textArray(decisions.map(({ body }) => body)),
  ],
})

const MAX_DETAIL = 1_000

export const storeDeadLetters = (claim: Claim, letters: readonly DeadLetter[]): Statement => ({
  name: 'stream-dead-letters',
  text: `insert into stream_dead_letters (tenant_id, id, consumer_group, topic, partition, message_offset, key, value, value_bytes,
                                          problem, detail, errors)
         select $1::uuid, l.id, $2, $3, $4::int, l.at, decode(l.key, 'base64'), decode(l.value, 'base64'), l.bytes, l.problem, l.detail,
                l.errors
           from jsonb_to_recordset($5::jsonb)
             as l (id uuid, at bigint, key text, value text, bytes int, problem text, detail text, errors jsonb)`,
  values: [
    claim.tenantId,
    claim.group,
    claim.topic,
    claim.partition,
    JSON.stringify(letters.map(({ record, error }) => rowOf(record, error))),
  ],
})

const kept = (bytes: Buffer | null): string | null =>
  bytes === null || bytes.length > MAX_MESSAGE_BYTES ? null : bytes.toString('base64')

const rowOf = ({ offset, key, value }: StreamRecord, { code, detail, errors, message }: AppError) => ({
  id: newId(),
  at: String(offset),
  key: kept(key),
  value: kept(value),
  bytes: value?.length ?? 0,
  problem: code,
  detail: wellFormed((detail ?? message).slice(0, MAX_DETAIL)),
  errors: (errors ?? []).map(({ field, reason }) => ({
    field: wellFormed(field),
    reason: wellFormed(reason),
  })),
})

/** Without NUL and half characters, which Postgres does not store: names that a producer sends are cut to a length. */
const wellFormed = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
