import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ProvenTable, SealProof } from '../schema'
import { addLeaves, readEntries } from './entries'
import { auditPath } from './merkle'
import { entriesSql, PIN_SETTINGS, type Place } from './row-sql'
import { SEAL_FORMAT, SEALED_TABLES, type SealedTable } from './sealed-tables'

/** The proof that a seal covers a row: the path from its hash to the root, which is chained. Null before its seal. */
export async function proveRow(ctx: Context, name: ProvenTable, id: string): Promise<SealProof> {
  authorize(ctx, 'audit:read')
  const isCompanion = (table: SealedTable) => table.companion?.name === name
  const table = SEALED_TABLES.find((one) => one.name === name || isCompanion(one))
  if (!table) throw new AppError('not-found')
  const { id: tenantId } = ctx.tenant
  return withTenant({ tenantId }, async (tx) => {
    const column = isCompanion(table) && table.companion ? table.companion.id : table.id
    const [place] = await tx.$queryRaw<Place[]>`
      select r.commit_order as order, r.${table.id}::text as id from ${table.table} r
       where r.tenant_id = ${tenantId}::uuid and r.${column} = ${id}::uuid`
    if (!place) throw new AppError('not-found')
    return { table: name, id, proof: await proofOf(tx, tenantId, table, place, isCompanion(table)) }
  })
}

async function proofOf(
  tx: TenantClient,
  tenantId: string,
  table: SealedTable,
  place: Place,
  ofCompanion: boolean,
): Promise<SealProof['proof']> {
  const seal = await sealOf(tx, tenantId, table, place)
  // The hash of a format that a newer release has written is not known here.
  if (!seal || seal.format > SEAL_FORMAT) return null
  const parts = await tx.auditSealPart.findMany({
    where: { tenantId, sealId: seal.id },
    orderBy: { part: 'asc' },
  })
  const leaves: Uint8Array[] = []
  let index: number | null = null
  for (const part of parts) {
    const sealed = SEALED_TABLES.find(({ name }) => name === part.tableName)
    if (!sealed) throw new Error(`a seal names the unknown table ${part.tableName}`)
    const at =
      sealed === table ? readEntries(table, part.entries).findIndex((entry) => entry.id === place.id) : -1
    if (at >= 0) index = leaves.length + (table.companion ? 2 * at + Number(ofCompanion) : at)
    addLeaves({ add: (leaf) => leaves.push(leaf) }, sealed, part.entries)
  }
  const leaf = index === null ? undefined : leaves[index]
  if (index === null || !leaf) return null
  const present = await presentLeaf(tx, tenantId, { table, place, format: seal.format, ofCompanion })
  return {
    seal_id: seal.id,
    sealed_at: seal.at.toISOString(),
    audit_seq: Number(seal.seq),
    position: seal.position === null ? null : Number(seal.position),
    root: seal.root,
    leaf: hex(leaf),
    unchanged: present !== null && hex(present) === hex(leaf),
    index,
    leaves: leaves.length,
    path: auditPath(leaves, index).map(hex),
  }
}

interface SealRow {
  id: string
  seq: bigint
  at: Date
  root: string
  format: number
  position: bigint | null
}

/** The seal whose part of the table reaches the place, with its row of the audit log. */
async function sealOf(tx: TenantClient, tenantId: string, { name }: SealedTable, place: Place) {
  const [seal] = await tx.$queryRaw<SealRow[]>`
    select l.object_id as id, l.seq, l.at, l.after ->> 'root' as root,
           coalesce((l.after ->> 'format')::int, 1) as format, c.position
      from (select seal_id from audit_seal_parts
             where tenant_id = ${tenantId}::uuid and table_name = ${name}
               and (last_order, last_id) >= (${place.order}::bigint, ${place.id}::uuid)
             order by last_order, last_id limit 1) p
      join audit_log l on l.tenant_id = ${tenantId}::uuid and l.object_kind = 'seal' and l.object_id = p.seal_id::text
      left join audit_chain c on c.tenant_id = l.tenant_id and c.audit_seq = l.seq`
  return seal
}

/** The hash of the row as the database holds it now. */
async function presentLeaf(
  tx: TenantClient,
  tenantId: string,
  {
    table,
    place,
    format,
    ofCompanion,
  }: { table: SealedTable; place: Place; format: number; ofCompanion: boolean },
): Promise<Uint8Array | null> {
  const after = { order: place.order - 1n, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const until = Prisma.sql`r.commit_order = ${place.order}::bigint and r.${table.id} = ${place.id}::uuid`
  await tx.$queryRaw(PIN_SETTINGS)
  const [row] = await tx.$queryRaw<{ entry: Uint8Array }[]>`
    select entry from (${entriesSql(table, { tenantId, after, until, limit: 1, format })}) found`
  const [entry] = row ? readEntries(table, row.entry) : []
  return (ofCompanion ? entry?.companion : entry?.leaf) ?? null
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
