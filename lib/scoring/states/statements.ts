import { type StateKey, packState } from '@/lib/engine/features'
import { bytesArray, Prisma, textArray } from '@/lib/platform/db'
import type { StateMap } from './state-map'
import { hash32, inLockOrder } from './stripes'

/**
 * Statements of all writers of entity states. A TenantPipeline takes their `text` and `values`, a TenantClient takes the
 * Prisma.Sql.
 */

/**
 * Takes the locks and returns the time at which it holds them. A separate statement: reads in the same statement would
 * use a snapshot from before the locks.
 */
export const lockStripes = (tenantId: string, stripes: Iterable<number>): Prisma.Sql => Prisma.sql`
  select count(pg_advisory_xact_lock(${hash32(tenantId)}::int, stripe)) as stripes, clock_timestamp()::timestamptz(3) as now
    from unnest(${inLockOrder(stripes)}::int[]) stripe`

/** Text between the parameters: kinds, ids, tenant. Earlier releases stored states as JSON in the column `state`. */
const STORED = [
  `select json_agg(asked.ordinal) as found, string_agg(int4send(length(known.bytes)) || known.bytes, '') as packed
     from unnest(`,
  '::text[], ',
  `::text[]) with ordinality asked (kind, id, ordinal)
    cross join lateral (
      select coalesce(packed, convert_to(state::text, 'UTF8')) as bytes from entity_states
       where tenant_id = `,
  '::uuid and kind = asked.kind and entity_id = asked.id limit 1) known',
] as const

/** Query text that selects StoredStates in one row; the arguments are parameter placeholders. */
export const storedStates = (kinds: string, ids: string, tenant: string): string =>
  STORED[0] + kinds + STORED[1] + ids + STORED[2] + tenant + STORED[3]

/** `storedStates` as a query for a TenantClient. */
export const readStates = (tenantId: string, keys: readonly StateKey[]): Prisma.Sql =>
  new Prisma.Sql(STORED, [keys.map(({ kind }) => kind), keys.map(({ id }) => id), tenantId])

/** Stores the states of the given entities from `known`. */
export function writeStates(tenantId: string, keys: readonly StateKey[], known: StateMap): Prisma.Sql {
  const rows = inOrder(keys)
  return Prisma.sql`
    insert into entity_states (tenant_id, kind, entity_id, packed)
    select ${tenantId}::uuid, kind, entity_id, packed
      from unnest(${textArray(rows.map(({ kind }) => kind))}::text[], ${textArray(rows.map(({ id }) => id))}::text[],
                  ${bytesArray(rows.length, packedStates(rows, known))}::bytea[]) as row (kind, entity_id, packed)
    on conflict (tenant_id, kind, entity_id) do update set packed = excluded.packed, state = null, updated_at = now()`
}

function* packedStates(keys: readonly StateKey[], known: StateMap): Iterable<Uint8Array> {
  for (const { kind, id } of keys) {
    const state = known[kind].get(id)
    if (!state) throw new Error(`the map holds no state of this ${kind}`)
    yield packState(kind, state)
  }
}

/** Each entity once. All writers use the same order, so they cannot deadlock. */
function inOrder(keys: readonly StateKey[]): StateKey[] {
  const once = new Map(keys.map((key) => [`${key.kind}\n${key.id}`, key]))
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
}
