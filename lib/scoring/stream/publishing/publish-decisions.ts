import { LEASE_SECONDS, publishLine, type Rest } from './publish-line'

const ROWS_AT_ONCE = 8

export interface PublishedDecision {
  key: string
  value: string
}

interface Row {
  id: string
  keys: string[]
  /** JSON texts, which have no line breaks: splitting them is cheaper than reading an array of Postgres. */
  decisions: string
}

/**
 * Publishes decisions that wait, oldest first, and forgets them once Kafka has them. Kafka can get a decision again after a
 * failure. One worker at a time does it for a tenant: with two, a sender's later decision could leave before an earlier one.
 * @throws the failure of `publish`; what it did not send waits
 */
export const publishDecisions = (
  tenantId: string,
  publish: (decisions: PublishedDecision[]) => Promise<void>,
): Promise<Rest> =>
  publishLine<PublishedDecision>(
    {
      tenantId,
      table: 'stream_outbox',
      atOnce: ROWS_AT_ONCE,
      take: [
        // A statement of its own: the next one sees what the former holder of the lock has committed.
        {
          name: 'stream-take-lock',
          text: `select pg_advisory_xact_lock(hashtextextended('stream-outbox:' || $1::text, 0))`,
          values: [tenantId],
        },
        { name: 'stream-take-decisions', text: TAKE, values: [tenantId, ROWS_AT_ONCE, LEASE_SECONDS] },
      ],
      read(row) {
        const { id, keys, decisions } = row as unknown as Row
        const messages = decisions.split('\n').map((value, i) => ({ key: keys[i]!, value }))
        return { id, messages, characters: decisions.length }
      },
      forget: (ids) => ({
        name: 'stream-published',
        text: 'delete from stream_outbox where tenant_id = $1::uuid and id = any ($2::uuid[])',
        values: [tenantId, ids],
      }),
    },
    publish,
  )

// Oldest by the clock of the database: the ids of workers whose clocks differ are not in the order of their decisions.
const TAKE = `
  with held as (
    select from stream_outbox where tenant_id = $1::uuid and publishing_until > clock_timestamp() limit 1
  ), oldest as (
    select id from stream_outbox where tenant_id = $1::uuid and not exists (select from held) order by created_at, id limit $2::int
  ), lease as materialized (
    select clock_timestamp() + make_interval(secs => $3::int) as until
  ), taken as (
    update stream_outbox o set publishing_until = lease.until from oldest, lease where o.tenant_id = $1::uuid and o.id = oldest.id
    returning o.id, o.keys, o.decisions, o.publishing_until, o.created_at
  )
  select id, to_json(keys) as keys, array_to_string(decisions, e'\\n') as decisions, publishing_until as until, false as is_held,
         created_at
    from taken
   union all
  select null, null, null, null, true, null from held
   order by created_at, id`
