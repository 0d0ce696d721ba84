import type { EntityKey } from '@/lib/features'
import { Prisma, textArray } from '@/lib/platform/db'
import type { KnownStates } from './known-states'
import { hash32, stripesOf } from './stripes'

/**
 * The statements that every mover of states shares, in a form that both doors to the database take: `text` and `values` for
 * a pipeline, the whole for a tenant client.
 */

/**
 * Waits for the stripes of the names, and tells the time when it has them. A statement of its own: what is read under the
 * locks must be read after them.
 */
export const lockNames = (tenantId: string, names: Iterable<string>): Prisma.Sql => Prisma.sql`
  select count(pg_advisory_xact_lock(${hash32(tenantId)}::int, stripe)) as stripes, clock_timestamp()::timestamptz(3) as now
    from unnest(${stripesOf(names)}::int[]) stripe`

/** The states of the entities named, as [kind, id, state] rows in one JSON document; null where none is stored. */
export const readStates = (tenantId: string, keys: readonly EntityKey[]): Prisma.Sql => Prisma.sql`
  select json_agg(json_build_array(asked.kind, asked.id, known.state)) as states
    from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ id }) => id)}::text[]) asked (kind, id)
   cross join lateral (
     select state from entity_states
      where tenant_id = ${tenantId}::uuid and kind = asked.kind and entity_id = asked.id limit 1) known`

/** Stores the states of the entities named as they stand in `known`. */
export function writeStates(tenantId: string, keys: readonly EntityKey[], known: KnownStates): Prisma.Sql {
  const rows = inOrder(keys)
  const states = rows.map(({ kind, id }) => JSON.stringify(known[kind].get(id)))
  return Prisma.sql`
    insert into entity_states (tenant_id, kind, entity_id, state)
    select ${tenantId}::uuid, kind, entity_id, state
      from unnest(${textArray(rows.map(({ kind }) => kind))}::text[], ${textArray(rows.map(({ id }) => id))}::text[],
                  ${textArray(states, 'json')}::json[]) as row (kind, entity_id, state)
    on conflict (tenant_id, kind, entity_id) do update set state = excluded.state, updated_at = now()`
}

/** Each entity once, in one order for all writers. */
function inOrder(keys: readonly EntityKey[]): EntityKey[] {
  const once = new Map(keys.map((key) => [`${key.kind}\n${key.id}`, key]))
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
}
