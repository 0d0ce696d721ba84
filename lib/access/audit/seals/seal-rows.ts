import { setTimeout as sleep } from 'node:timers/promises'
import { findTenantsToSeal, Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { isDraining } from '@/lib/platform/lifecycle'
import { writeAudit } from '../write-audit'
import { addLeaves } from './entries'
import { MerkleRoot } from './merkle'
import { formatToWrite } from './format-to-write'
import { entriesSql, FIRST_PLACE, PIN_SETTINGS, type Place } from './row-sql'
import { type SealedTable, sealedTables } from './sealed-tables'

/** Rows that one statement hashes: some tens of milliseconds. */
const SLICE = 1_000
/** Slices of one seal, so that its transaction stays short. More rows get another seal at once. */
const MAX_PARTS = 10

interface Part {
  row_count: number
  last_order: bigint
  last_id: string
  entries: Uint8Array
}

/**
 * Seals the rows of every tenant that are stored for good and not sealed yet: a Merkle root over their hashes becomes a
 * row of the audit log, which is chained. Returns the number of rows. Several processes may run it: one seals.
 */
export async function sealRows(slice = SLICE): Promise<number> {
  let sealed = 0
  for (const tenantId of await findTenantsToSeal()) sealed += await sealTenantRows(tenantId, slice)
  return sealed
}

/** Seals the rows of one tenant. */
export async function sealTenantRows(tenantId: string, slice = SLICE): Promise<number> {
  let sealed = 0
  for (let full = true; full && !isDraining();) {
    const start = performance.now()
    const seal = await withTenant({ tenantId }, (tx) => writeSeal(tx, tenantId, slice))
    sealed += seal.rows
    full = seal.parts === MAX_PARTS
    // Scoring shares the database: at most half of the time goes into seals.
    if (full) await sleep(performance.now() - start)
  }
  return sealed
}

async function writeSeal(tx: TenantClient, tenantId: string, slice: number) {
  const seal = { id: newId(), format: 0, parts: 0, rows: 0 }
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`seal:${tenantId}`}, 0)) as free`
  if (!lock?.free) return seal
  // Transactions with lower numbers have ended: none of them can still add a row.
  const [clock] = await tx.$queryRaw<{ horizon: bigint }[]>`
    select commit_order(pg_snapshot_xmin(pg_current_snapshot())) as horizon`
  const horizon = clock?.horizon ?? 0n
  await tx.$queryRaw(PIN_SETTINGS)
  seal.format = await formatToWrite(tx)
  const tree = new MerkleRoot()
  const rows: Record<string, number> = {}
  for (const table of sealedTables(seal.format)) {
    let after = await lastSealed(tx, tenantId, table)
    if (after.order >= horizon) {
      throw new Error('the database counts transactions from a lower number than before: run db:migrate')
    }
    for (let more = slice; more === slice && seal.parts < MAX_PARTS;) {
      const part = await writePart(tx, { tenantId, seal, table, after, horizon, slice })
      if (!part) break
      addLeaves(tree, table, part.entries)
      after = { order: part.last_order, id: part.last_id }
      more = part.row_count
      seal.parts += 1
      seal.rows += more
      rows[table.name] = (rows[table.name] ?? 0) + more
    }
  }
  if (seal.parts === 0) return seal
  // Rows that a full seal left over are older than the seal; the verification must not take them for late ones.
  const complete = seal.parts < MAX_PARTS
  const actor = { kind: 'system', id: 'seal' } as const
  await writeAudit(
    tx,
    { tenant: { id: tenantId }, actor, requestId: newId() },
    {
      action: 'audit.sealed',
      objectKind: 'seal',
      objectId: seal.id,
      after: { format: seal.format, root: tree.root().toString('hex'), parts: seal.parts, complete, rows },
    },
  )
  return seal
}

/** The last row of the table that a seal covers. */
async function lastSealed(tx: TenantClient, tenantId: string, { name }: SealedTable): Promise<Place> {
  const [last] = await tx.$queryRaw<Place[]>`
    select last_order as order, last_id::text as id from audit_seal_parts
     where tenant_id = ${tenantId}::uuid and table_name = ${name} order by last_order desc, last_id desc limit 1`
  return last ?? FIRST_PLACE
}

interface Slice {
  tenantId: string
  seal: { id: string; format: number; parts: number }
  table: SealedTable
  after: Place
  horizon: bigint
  slice: number
}

/** Hashes the next rows in the database and stores their hashes. Undefined when there are none. */
async function writePart(
  tx: TenantClient,
  { tenantId, seal, table, after, horizon, slice }: Slice,
): Promise<Part | undefined> {
  const until = Prisma.sql`r.commit_order < ${horizon}::bigint`
  const { format } = seal
  const rows = entriesSql(table, { tenantId, after, until, limit: slice, format, isNew: true })
  const [part] = await tx.$queryRaw<Part[]>`
    with picked as materialized (${rows}),
      last as (select commit_order, id from picked order by commit_order desc, id desc limit 1)
    insert into audit_seal_parts (tenant_id, seal_id, part, table_name, row_count, last_order, last_id, entries)
    select ${tenantId}::uuid, ${seal.id}::uuid, ${seal.parts + 1}::int, ${table.name},
           (select count(*) from picked), last.commit_order, last.id,
           (select string_agg(entry, ''::bytea order by commit_order, id) from picked)
      from last
    returning row_count, last_order, last_id::text, entries`
  return part
}
