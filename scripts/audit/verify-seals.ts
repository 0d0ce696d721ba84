import type { Client } from 'pg'
import {
  addLeaves,
  MerkleRoot,
  type Place,
  SEAL_FORMAT,
  SEALED_TABLES,
  type SealedTable,
} from '@/lib/access/audit'
import { Prisma } from '@/lib/platform/db'
import { compareEntries } from './compare-entries'
import { Findings } from './findings'
import {
  formatOf,
  hashRows,
  lastPlace,
  lastSealsBefore,
  partsWithoutSeal,
  readParts,
  readSeals,
  type Seal,
  type StoredPart,
} from './read-seals'
import { LATE_MS, verifyTail } from './verify-tail'

export interface SealVerdict {
  seals: number
  /** Rows that match their seal, by table. */
  rows: Record<string, number>
  /** Transactions that got their canonical texts after their seal. */
  canonicalized: number
  /** Rows that are too young for a seal. */
  waiting: number
  findings: Findings
}

export interface SealOptions {
  /** Leaves out earlier seals. */
  since?: Date | undefined
  /** The time that ages of rows are judged by. */
  now: Date
}

/** Rows beyond those of a part that are read to name what was inserted. */
const INSERTED = 1_000

/**
 * Recomputes the hashes and the roots of a tenant's seals from the rows, part by part. The connection is in the tenant's
 * context and in a transaction with one snapshot. The root comes from the audit log, which is verified on its own.
 */
export async function verifySeals(
  client: Client,
  tenantId: string,
  options: SealOptions,
): Promise<SealVerdict> {
  const verdict: SealVerdict = { seals: 0, rows: {}, canonicalized: 0, waiting: 0, findings: new Findings() }
  const since = options.since ?? null
  const places = new Map<string, Place>()
  const completeMs = since
    ? await lastSealsBefore(client, tenantId, since)
    : new Array<number | null>(SEAL_FORMAT + 1).fill(null)
  const previousMsOf = ({ since: first = 1 }: SealedTable) => completeMs[first] ?? null
  let newest = 0
  for await (const seal of readSeals(client, tenantId, since)) {
    await verifySeal({ client, tenantId, seal, previousMsOf, places, verdict })
    verdict.seals += 1
    newest = Math.max(newest, formatOf(seal))
    if (seal.after?.complete) completeMs.fill(seal.atMs, 1, formatOf(seal) + 1)
  }
  for (const id of await partsWithoutSeal(client, tenantId)) {
    verdict.findings.add(`seal ${id}: its row of the audit log is missing`)
  }
  await verifyTail(client, tenantId, {
    ...options,
    hasSeal: (table) => newest >= (table.since ?? 1) || previousMsOf(table) !== null,
    verdict,
  })
  return verdict
}

interface Work {
  client: Client
  tenantId: string
  seal: Seal
  /** The time of the seal before it that covers the table and left no row over. */
  previousMsOf(table: SealedTable): number | null
  /** Per table, where the parts so far end. */
  places: Map<string, Place>
  verdict: SealVerdict
}

async function verifySeal(work: Work): Promise<void> {
  const { client, tenantId, seal, verdict } = work
  const named = `seal ${seal.id} of ${new Date(seal.atMs).toISOString()}`
  if (formatOf(seal) > SEAL_FORMAT) {
    verdict.findings.add(`${named} is of a newer release: verify with that release`)
    return
  }
  const tree = new MerkleRoot()
  let parts = 0
  for await (const part of readParts(client, tenantId, seal.id)) {
    const table = SEALED_TABLES.find(({ name }) => name === part.tableName)
    if (!table || part.part !== parts + 1) break
    parts += 1
    addLeaves(tree, table, part.entries)
    await verifyPart(work, table, part)
  }
  if (parts !== seal.after?.parts) {
    verdict.findings.add(`${named}: ${parts} of ${seal.after?.parts ?? '?'} parts are there`)
  } else if (tree.root().toString('hex') !== seal.after.root) {
    verdict.findings.add(`${named}: the stored hashes do not give its root`)
  }
}

async function verifyPart(work: Work, table: SealedTable, part: StoredPart): Promise<void> {
  const { client, tenantId, seal, places, verdict } = work
  const after = places.get(table.name) ?? (await lastPlace(client, tenantId, table, part.last))
  places.set(table.name, part.last)
  const format = formatOf(seal)
  const range = {
    table,
    after,
    last: part.last,
    format,
    limit: part.rowCount + INSERTED,
  }
  const found = await hashRows(client, tenantId, range)
  verdict.rows[table.name] = (verdict.rows[table.name] ?? 0) + found.rows
  if (!found.entries?.equals(part.entries)) {
    await compareEntries(client, tenantId, { table, part, found, format, sealedAtMs: seal.atMs, verdict })
  }
  const previousMs = work.previousMsOf(table)
  if (previousMs !== null && found.firstMs !== null && found.firstMs < previousMs - LATE_MS) {
    await nameLateRows(work, table, { after, last: part.last, dueMs: previousMs - LATE_MS })
  }
}

/** Names rows that say that they were written well before the previous seal, which did not hold them. */
async function nameLateRows(
  { client, tenantId, seal, verdict }: Work,
  table: SealedTable,
  { after, last, dueMs }: { after: Place; last: Place; dueMs: number },
): Promise<void> {
  const { id, time } = table
  const { rows } = await client.query<{ id: string; at: string }>(Prisma.sql`
    select r.${id}::text as id, r.${time}::text as at from ${table.table} r
     where r.tenant_id = ${tenantId} and (r.commit_order, r.${id}) > (${after.order}::bigint, ${after.id}::uuid)
       and (r.commit_order, r.${id}) <= (${last.order}::bigint, ${last.id}::uuid)
       and r.${time} < to_timestamp(${dueMs}::float8 / 1000)
     order by r.commit_order, r.${id} limit 20`)
  for (const row of rows) {
    const sealed = new Date(seal.atMs).toISOString()
    verdict.findings.add(
      `${table.name} ${row.id} inserted: it is dated ${row.at}, but was not stored before the seal of ${sealed}`,
    )
  }
}
