import type { Client } from 'pg'
import { type Entry, readEntries, type SealedTable } from '@/lib/access/audit'
import { isCanonicalizedSince } from './former-texts'
import type { FoundRows, StoredPart } from './read-seals'
import type { SealVerdict } from './verify-seals'

interface Comparison {
  table: SealedTable
  part: StoredPart
  found: FoundRows
  format: number
  sealedAtMs: number
  verdict: SealVerdict
}

/** Names the rows of a part that differ from their stored hashes. */
export async function compareEntries(
  client: Client,
  tenantId: string,
  { table, part, found, format, sealedAtMs, verdict }: Comparison,
): Promise<void> {
  const at = new Date(sealedAtMs).toISOString()
  const { findings } = verdict
  const before = findings.count + verdict.canonicalized
  const stored = entriesById(table, part.entries)
  const present = entriesById(table, found.entries ?? Buffer.alloc(0))
  const fateOf = async (name: string, idColumn: string, id: string) => {
    const row = await client.query(`select 1 from ${name} where tenant_id = $1 and ${idColumn} = $2`, [
      tenantId,
      id,
    ])
    findings.add(`${name} ${id} ${row.rowCount ? 'changed' : 'deleted'} after it was sealed at ${at}`)
  }
  for (const [id, entry] of stored) {
    const now = present.get(id)
    if (!now?.leaf.equals(entry.leaf)) await fateOf(table.name, table.id.text, id)
    else if (table.companion && entry.companion && !now.companion?.equals(entry.companion)) {
      const { companion } = table
      const { rows } = await client.query<{ id: string }>(
        `select ${companion.id.text}::text as id from ${table.name} where tenant_id = $1 and ${table.id.text} = $2`,
        [tenantId, id],
      )
      const ofCompanion = rows[0]?.id ?? id
      const sealed = { companion, id: ofCompanion, leaf: entry.companion, format, sealedAtMs }
      if (await isCanonicalizedSince(client, tenantId, sealed)) verdict.canonicalized += 1
      else await fateOf(companion.name, 'id', ofCompanion)
    }
  }
  for (const id of present.keys()) {
    if (!stored.has(id)) findings.add(`${table.name} ${id} inserted: the seal of ${at} does not hold it`)
  }
  if (findings.count + verdict.canonicalized === before)
    findings.add(`${table.name}: the hashes of the seal of ${at} are out of order`)
}

const entriesById = (table: SealedTable, bytes: Buffer): Map<string, Entry> =>
  new Map(readEntries(table, bytes).map((entry) => [entry.id, entry]))
