import type { Client } from 'pg'
import { type Entry, readEntries, type SealedTable } from '@/lib/access/audit'
import type { Findings } from './findings'
import type { FoundRows, StoredPart } from './read-seals'

interface Comparison {
  table: SealedTable
  part: StoredPart
  found: FoundRows
  sealedAtMs: number
  findings: Findings
}

/** Names the rows of a part that differ from their stored hashes. */
export async function compareEntries(
  client: Client,
  tenantId: string,
  { table, part, found, sealedAtMs, findings }: Comparison,
): Promise<void> {
  const at = new Date(sealedAtMs).toISOString()
  const before = findings.count
  const sealed = entriesById(table, part.entries)
  const present = entriesById(table, found.entries ?? Buffer.alloc(0))
  const fateOf = async (name: string, idColumn: string, id: string) => {
    const row = await client.query(`select 1 from ${name} where tenant_id = $1 and ${idColumn} = $2`, [
      tenantId,
      id,
    ])
    findings.add(`${name} ${id} ${row.rowCount ? 'changed' : 'deleted'} after it was sealed at ${at}`)
  }
  for (const [id, entry] of sealed) {
    const now = present.get(id)
    if (!now?.leaf.equals(entry.leaf)) await fateOf(table.name, table.id.text, id)
    else if (table.companion && entry.companion && !now.companion?.equals(entry.companion)) {
      const { companion } = table
      const { rows } = await client.query<{ id: string }>(
        `select ${companion.id.text}::text as id from ${table.name} where tenant_id = $1 and ${table.id.text} = $2`,
        [tenantId, id],
      )
      await fateOf(companion.name, 'id', rows[0]?.id ?? id)
    }
  }
  for (const id of present.keys()) {
    if (!sealed.has(id)) findings.add(`${table.name} ${id} inserted: the seal of ${at} does not hold it`)
  }
  if (findings.count === before)
    findings.add(`${table.name}: the hashes of the seal of ${at} are out of order`)
}

const entriesById = (table: SealedTable, bytes: Buffer): Map<string, Entry> =>
  new Map(readEntries(table, bytes).map((entry) => [entry.id, entry]))
