import type { Client } from 'pg'
import { leafSql, type SealedTable } from '@/lib/access/audit'
import { Prisma } from '@/lib/platform/db'

/**
 * `npm run data:canonicalize` may give a sealed transaction its canonical texts. It keeps the former ones in
 * `received` and writes a row of the audit log. With the former texts the row has the hash of its seal.
 */
interface Sealed {
  companion: NonNullable<SealedTable['companion']>
  id: string
  leaf: Buffer
  format: number
  sealedAtMs: number
}

/** Former rows: all texts as received, or the phone alone, which depends on the country of the institution. */
const FORMER = [
  Prisma.sql`t.received || '{"received": null}'`,
  Prisma.sql`jsonb_build_object('phone', t.received -> 'phone', 'received', nullif(t.received - 'phone', '{}'))`,
]

export async function isCanonicalizedSince(
  client: Client,
  tenantId: string,
  { companion, id, leaf, format, sealedAtMs }: Sealed,
): Promise<boolean> {
  const event = await client.query(
    `select 1 from audit_log where tenant_id = $1 and action = 'data.canonicalized' and at >= to_timestamp($2::float8 / 1000)
      limit 1`,
    [tenantId, sealedAtMs],
  )
  if (event.rowCount === 0) return false
  for (const former of FORMER) {
    const { rows } = await client.query<{ leaf: Buffer }>(Prisma.sql`
      select ${leafSql(companion.name, companion.cells, format)} as leaf
        from ${companion.table} t cross join lateral jsonb_populate_record(t, ${former}) c
       where t.tenant_id = ${tenantId} and t.id = ${id} and t.received is not null`)
    if (rows[0]?.leaf.equals(leaf)) return true
  }
  return false
}
