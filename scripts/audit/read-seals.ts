import type { Client } from 'pg'
import { entriesSql, FIRST_PLACE, type Place, SEAL_FORMAT, type SealedTable } from '@/lib/access/audit'
import { Prisma } from '@/lib/platform/db'

/** The seals that the verification reads, in the tenant context of the connection. */

export interface Seal {
  seq: string
  id: string
  atMs: number
  after: { format?: number; root?: string; parts?: number; complete?: boolean } | null
}

export interface StoredPart {
  part: number
  tableName: string
  rowCount: number
  last: Place
  entries: Buffer
}

const CHUNK = 500

/** Seals in the order in which they were written. */
export async function* readSeals(
  client: Client,
  tenantId: string,
  since: Date | null,
): AsyncGenerator<Seal, void> {
  for (let after = '-9223372036854775808'; ;) {
    const { rows } = await client.query<Seal>(
      `select l.seq::text, object_id as id, floor(extract(epoch from at) * 1000)::float8 as "atMs", after from audit_log l
        where tenant_id = $1 and action = 'audit.sealed' and seq > $2::bigint and ($3::timestamptz is null or at >= $3)
        order by l.seq limit ${CHUNK}`,
      [tenantId, after, since],
    )
    yield* rows
    if (rows.length < CHUNK) return
    after = rows.at(-1)?.seq ?? after
  }
}

/** The first format was not written down. */
export const formatOf = ({ after }: Seal): number => after?.format ?? 1

/** By format, the time of the last seal before `since` of this format or a later one that left no row over. */
export async function lastSealsBefore(
  client: Client,
  tenantId: string,
  since: Date,
): Promise<(number | null)[]> {
  const times: (number | null)[] = [null]
  for (let format = 1; format <= SEAL_FORMAT; format++) {
    const { rows } = await client.query<{ ms: number | null }>(
      `select floor(extract(epoch from max(at)) * 1000)::float8 as ms from audit_log
        where tenant_id = $1 and action = 'audit.sealed' and at < $2 and (after ->> 'complete')::boolean
          and coalesce((after ->> 'format')::int, 1) >= $3`,
      [tenantId, since, format],
    )
    times.push(rows[0]?.ms ?? null)
  }
  return times
}

/** The parts of a seal, one at a time: a part is some tens of kilobytes. */
export async function* readParts(
  client: Client,
  tenantId: string,
  sealId: string,
): AsyncGenerator<StoredPart, void> {
  for (let after = 0; ;) {
    const { rows } = await client.query<Omit<StoredPart, 'last'> & { last_order: string; last_id: string }>(
      `select part, table_name as "tableName", row_count as "rowCount", last_order::text, last_id::text, entries
         from audit_seal_parts where tenant_id = $1 and seal_id::text = $2 and part > $3 order by part limit 1`,
      [tenantId, sealId, after],
    )
    const [row] = rows
    if (!row) return
    const { last_order: order, last_id: id, ...part } = row
    yield { ...part, last: { order: BigInt(order), id } }
    after = part.part
  }
}

/** The last row of the table that a part covers, or a part before the one that ends at `before`. */
export async function lastPlace(
  client: Client,
  tenantId: string,
  table: SealedTable,
  before: Place | null = null,
): Promise<Place> {
  const { rows } = await client.query<{ order: string; id: string }>(
    `select last_order::text as order, last_id::text as id from audit_seal_parts
      where tenant_id = $1 and table_name = $2 and ($3::bigint is null or (last_order, last_id) < ($3::bigint, $4::uuid))
      order by last_order desc, last_id desc limit 1`,
    [tenantId, table.name, before?.order ?? null, before?.id ?? null],
  )
  return rows[0] ? { order: BigInt(rows[0].order), id: rows[0].id } : FIRST_PLACE
}

export interface FoundRows {
  rows: number
  /** The earliest time among them, in epoch milliseconds. */
  firstMs: number | null
  entries: Buffer | null
}

interface HashedRange {
  table: SealedTable
  after: Place
  last: Place
  format: number
  limit: number
}

/** Hashes the rows of a table after one place up to another, as the database holds them now. */
export async function hashRows(
  client: Client,
  tenantId: string,
  { table, last, ...range }: HashedRange,
): Promise<FoundRows> {
  const until = Prisma.sql`(r.commit_order, r.${table.id}) <= (${last.order}::bigint, ${last.id}::uuid)`
  const { rows } = await client.query<FoundRows>(Prisma.sql`
    select count(*)::int as rows, floor(extract(epoch from min(at)) * 1000)::float8 as "firstMs",
           string_agg(entry, ''::bytea order by commit_order, id) as entries
      from (${entriesSql(table, { ...range, tenantId, until })}) found`)
  return rows[0] ?? { rows: 0, firstMs: null, entries: null }
}

/** The seals that parts name and that no row of the audit log holds. */
export async function partsWithoutSeal(client: Client, tenantId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct p.seal_id::text as id from audit_seal_parts p where p.tenant_id = $1 and not exists (
       select from audit_log l where l.tenant_id = $1 and l.object_kind = 'seal' and l.object_id = p.seal_id::text)
      limit 20`,
    [tenantId],
  )
  return rows.map(({ id }) => id)
}
