import { Prisma } from '@/lib/platform/db'
import type { SealedTable } from './sealed-tables'

/** SQL that hashes rows, for the job and for the verification. */

/** The leaf of a row (RFC 6962): SHA-256 of a zero byte and the row in PostgreSQL's binary form of a record. */
export function leafSql(name: string, cells: readonly Prisma.Sql[], format: number): Prisma.Sql {
  const columns = cells[Math.min(format, cells.length) - 1]
  if (!columns) throw new Error(`no format ${format} of ${name} is known`)
  const table = format === 1 ? Prisma.sql`convert_to(${name}, 'UTF8')` : Prisma.sql`${name}::text`
  return Prisma.sql`sha256('\\x00'::bytea || record_send(row(${table}, ${format}::int, ${columns})))`
}

/**
 * The settings that the statements below need, for the rest of the transaction. Texts are sent in the encoding of the client.
 * The planner has no statistics of the newest rows: it may sort all rows of the tenant instead of reading the index in its order.
 */
export const PIN_SETTINGS = Prisma.sql`
  select set_config('client_encoding', 'UTF8', true), set_config('enable_sort', 'off', true)`

/** A row as the seals order them. */
export interface Place {
  order: bigint
  id: string
}

/** The place before every row. */
export const FIRST_PLACE: Place = { order: -1n, id: '00000000-0000-0000-0000-000000000000' }

interface Range {
  tenantId: string
  after: Place
  /** The condition that ends the rows, over `r`. */
  until: Prisma.Sql
  limit: number
  format: number
  /** Whether the rows get a new seal. */
  isNew?: boolean
}

/**
 * Columns `commit_order`, `id`, `at` and `entry` of the rows after a place: an entry is the id and the hashes. It needs
 * `PIN_SETTINGS`. The planner has no statistics of the newest rows, so the row of the companion is found one by one.
 */
export function entriesSql(
  sealed: SealedTable,
  { tenantId, after, until, limit, format, isNew = false }: Range,
): Prisma.Sql {
  const { name, table, id, time, cells, newCells = cells, companion } = sealed
  const own = leafSql(name, isNew ? newCells : cells, format)
  const hashes = companion ? Prisma.sql`${own} || ${leafSql(companion.name, companion.cells, format)}` : own
  const join = companion
    ? Prisma.sql`left join lateral (
        select * from ${companion.table} where tenant_id = r.tenant_id and id = r.${companion.id} limit 1) c on true`
    : Prisma.empty
  return Prisma.sql`
    select r.commit_order, r.${id} as id, r.${time} as at, uuid_send(r.${id}) || ${hashes} as entry from ${table} r ${join}
     where r.tenant_id = ${tenantId}::uuid and (r.commit_order, r.${id}) > (${after.order}::bigint, ${after.id}::uuid)
       and ${until}
     order by r.commit_order, r.${id} limit ${limit}::int`
}

/** Bytes of an entry: the id and one or two hashes. */
export const entryBytes = ({ companion }: SealedTable): number => 16 + (companion ? 64 : 32)
