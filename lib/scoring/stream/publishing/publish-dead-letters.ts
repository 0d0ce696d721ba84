import type { DeadLetterMessage } from '../schema'
import { LEASE_SECONDS, publishLine, type Rest } from './publish-line'

const LETTERS_AT_ONCE = 20

/**
 * Publishes dead letters that wait, as `publishDecisions` does, but apart from it: their topic can be missing, or reject one of
 * them, and no decision may wait for that. Several workers may do it at the same time: each takes rows of its own.
 */
export const publishDeadLetters = (
  tenantId: string,
  publish: (letters: DeadLetterMessage[]) => Promise<void>,
): Promise<Rest> =>
  publishLine<DeadLetterMessage>(
    {
      tenantId,
      table: 'stream_dead_letters',
      atOnce: LETTERS_AT_ONCE,
      take: [{ name: 'stream-take-letters', text: TAKE, values: [tenantId, LETTERS_AT_ONCE, LEASE_SECONDS] }],
      read(row) {
        const letter = present(row as unknown as LetterRow)
        return { id: letter.id, messages: [letter], characters: JSON.stringify(letter).length }
      },
      forget: (ids) => ({
        name: 'stream-letters-published',
        text: 'update stream_dead_letters set published_at = now() where tenant_id = $1::uuid and id = any ($2::uuid[])',
        values: [tenantId, ids],
      }),
    },
    publish,
  )

const TAKE = `
  with oldest as (
    select id from stream_dead_letters
     where tenant_id = $1::uuid and published_at is null and (publishing_until is null or publishing_until <= clock_timestamp())
     order by id limit $2::int for update skip locked
  ), lease as materialized (
    select clock_timestamp() + make_interval(secs => $3::int) as until
  ), taken as (
    update stream_dead_letters l set publishing_until = lease.until from oldest, lease where l.tenant_id = $1::uuid and l.id = oldest.id
    returning l.*
  )
  select id, topic, partition, message_offset::text as "offset", problem, detail, errors, received_at, key, value, value_bytes,
         publishing_until as until
    from taken order by id`

type LetterRow = Omit<DeadLetterMessage, 'received_at' | 'key_base64' | 'value_base64'> & {
  received_at: Date
  key: Buffer | null
  value: Buffer | null
  until: Date
}

const present = ({ received_at, key, value, until: _, ...row }: LetterRow): DeadLetterMessage => ({
  ...row,
  received_at: received_at.toISOString(),
  key_base64: key?.toString('base64') ?? null,
  value_base64: value?.toString('base64') ?? null,
})
