/** What Kafka is still to get: decisions, and messages that could not be scored. */
import { type Statement, textArray, withTenantPipeline } from '@/lib/platform/db'
import type { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Claim } from './partitions'
import type { StreamRecord } from './read-message'
import { type DeadLetterMessage, MAX_MESSAGE_BYTES } from './schema'

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

/** Without half characters, which Postgres does not store: names that a producer sends are cut to a length. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')

/** Rows of the outbox that are published together. */
const ROWS_AT_ONCE = 8
const LETTERS_AT_ONCE = 20

export interface PublishedDecision {
  key: string
  value: string
}

/**
 * Publishes decisions that wait, oldest first, and forgets them once Kafka has them. Kafka can get a decision again after a
 * failure. One worker at a time does it for a tenant: with two, a sender's later decision could leave before an earlier one.
 * @returns whether more may wait
 */
export async function publishDecisions(
  tenantId: string,
  publish: (decisions: PublishedDecision[]) => Promise<void>,
): Promise<boolean> {
  return await withTenantPipeline(tenantId, async (tx) => {
    // Two statements: the second one sees what the former holder of the lock has committed.
    const [, waiting] = await tx.send([
      {
        name: 'stream-publish-lock',
        text: `select pg_advisory_xact_lock(hashtextextended('stream-outbox:' || $1::text, 0))`,
        values: [tenantId],
      },
      {
        name: 'stream-outbox',
        text: 'select id, keys, decisions from stream_outbox where tenant_id = $1::uuid order by id limit $2::int',
        values: [tenantId, ROWS_AT_ONCE],
      },
    ])
    const rows = waiting!.rows as { id: string; keys: string[]; decisions: string[] }[]
    if (rows.length === 0) return false
    await publish(
      rows.flatMap(({ keys, decisions: bodies }) => keys.map((key, i) => ({ key, value: bodies[i]! }))),
    )
    await tx.commit([
      {
        name: 'stream-published',
        text: 'delete from stream_outbox where tenant_id = $1::uuid and id = any ($2::uuid[])',
        values: [tenantId, rows.map(({ id }) => id)],
      },
    ])
    return rows.length === ROWS_AT_ONCE
  })
}

/**
 * Publishes dead letters that wait, as `publishDecisions` does, but apart from it: their topic can be missing, or refuse one of
 * them, and no decision may wait for that. Several workers may do it at the same time: each takes rows of its own.
 * @returns whether more may wait
 */
export async function publishDeadLetters(
  tenantId: string,
  publish: (letters: DeadLetterMessage[]) => Promise<void>,
): Promise<boolean> {
  return await withTenantPipeline(tenantId, async (tx) => {
    const [waiting] = await tx.send([
      {
        name: 'stream-unpublished',
        text: `select id, topic, partition, message_offset::text as "offset", problem, detail, errors, received_at, key, value, value_bytes
                 from stream_dead_letters where tenant_id = $1::uuid and published_at is null order by id limit $2::int
                  for update skip locked`,
        values: [tenantId, LETTERS_AT_ONCE],
      },
    ])
    const letters = waiting!.rows as LetterRow[]
    if (letters.length === 0) return false
    await publish(letters.map(present))
    await tx.commit([
      {
        name: 'stream-letters-published',
        text: 'update stream_dead_letters set published_at = now() where tenant_id = $1::uuid and id = any ($2::uuid[])',
        values: [tenantId, letters.map(({ id }) => id)],
      },
    ])
    return letters.length === LETTERS_AT_ONCE
  })
}

type LetterRow = Omit<DeadLetterMessage, 'received_at' | 'key_base64' | 'value_base64'> & {
  received_at: Date
  key: Buffer | null
  value: Buffer | null
}

const present = ({ received_at, key, value, ...row }: LetterRow): DeadLetterMessage => ({
  ...row,
  received_at: received_at.toISOString(),
  key_base64: key?.toString('base64') ?? null,
  value_base64: value?.toString('base64') ?? null,
})
