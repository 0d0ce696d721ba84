import type { Client } from 'pg'
import type { Findings } from './findings'
import { RECORDED_TABLES, type RecordedTable } from './recorded-tables'

interface Difference {
  id: string
  isStored: boolean
  /** Whether the row exists according to the audit log. */
  isRecorded: boolean
  fields: string[]
}

const SHOWN = 20

/** Compares rows that change by design with their newest states in the audit log. Returns the number of rows by table. */
export async function verifyRecorded(
  client: Client,
  tenantId: string,
  findings: Findings,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const recorded of RECORDED_TABLES) {
    const { table } = recorded
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${table} where tenant_id = $1`,
      [tenantId],
    )
    counts[table] = rows[0]?.count ?? 0
    const different = await readDifferences(client, tenantId, recorded)
    for (const row of different.slice(0, SHOWN)) findings.add(`${table} ${row.id} ${wordsOf(row)}`)
    if (different.length > SHOWN) findings.add(`${table}: further rows differ from the audit log`)
  }
  return counts
}

function wordsOf({ isStored, isRecorded, fields }: Difference): string {
  if (!isStored) return 'deleted: no row of the audit log removes it'
  if (!isRecorded) return 'inserted: no row of the audit log adds it'
  return `changed: the audit log has another ${fields.join(', ')}`
}

/** A change may name some fields only: the newest value of each counts. A field without a value is null, as in a new row. */
async function readDifferences(
  client: Client,
  tenantId: string,
  { table, objectKinds, actions, states, fields }: RecordedTable,
): Promise<Difference[]> {
  const stored = Object.entries(fields).map(([name, value]) => `'${name}', ${value}`)
  const { rows } = await client.query<Difference>(
    `with stored as (
       select t.id::text as id, jsonb_strip_nulls(jsonb_build_object(${stored.join(', ')})) as state from ${table} t where t.tenant_id = $1
     ), recorded as (
       select s.id, s.state, l.seq from audit_log l cross join lateral (${states}) s (id, state)
        where l.tenant_id = $1 and l.object_kind = any($2) and l.action = any($3)
     ), newest as (
       select distinct on (id) id, state is not null as present from recorded order by id, seq desc
     ), fields as (
       select distinct on (r.id, f.key) r.id, f.key, f.value from recorded r cross join lateral jsonb_each(r.state) f
        where f.key = any($4) order by r.id, f.key, r.seq desc
     ), known as (
       select n.id, n.present, coalesce(jsonb_strip_nulls(jsonb_object_agg(f.key, f.value) filter (where f.key is not null)), '{}') as state
         from newest n left join fields f using (id) group by n.id, n.present
     )
     select coalesce(s.id, k.id) as id, s.id is not null as "isStored", coalesce(k.present, false) as "isRecorded",
            array(select key from (select jsonb_object_keys(s.state || k.state)) keys (key)
                   where s.state -> key is distinct from k.state -> key order by key) as fields
       from stored s full join known k using (id)
      where (s.id is not null) <> coalesce(k.present, false) or s.state <> k.state and k.present
      order by 1 limit ${SHOWN + 1}`,
    [tenantId, objectKinds, actions, Object.keys(fields)],
  )
  return rows
}
