import type { Client } from 'pg'
import { canonicalRow, COLUMNS, type StoredTexts } from './canonical-row'

const BATCH = 2_000
const IN_LISTS = COLUMNS.filter((column) => !['ip', 'merchant_category', 'channel'].includes(column))

export interface StoredRow extends StoredTexts {
  id: string
}

/** The next rows of a tenant after an id, in the order of ids. */
export async function nextRows(client: Client, tenantId: string, after: string): Promise<StoredRow[]> {
  const { rows } = await client.query<StoredRow>(
    `select id, ${COLUMNS.join(', ')} from transactions
      where tenant_id = $1 and ($2 = '' or id > nullif($2, '')::uuid) order by id limit ${BATCH}`,
    [tenantId, after],
  )
  return rows
}

export interface Batch {
  /** The id to go on after; null at the end. */
  last: string | null
  rekeyed: number
}

/**
 * Gives the next rows their canonical texts and keeps the former ones in `received`, with which `npm run audit:verify` still
 * finds the hash of a sealed row.
 */
export async function rekeyTransactions(
  client: Client,
  tenant: { id: string; country: string | null },
  after: string,
): Promise<Batch> {
  const rows = await nextRows(client, tenant.id, after)
  const changes = rows.flatMap((row) => {
    const { changed } = canonicalRow(row, tenant.country)
    const names = Object.keys(changed) as (keyof typeof changed)[]
    if (names.length === 0) return []
    const received = Object.fromEntries(names.map((name) => [name, row[name]]))
    return [{ id: row.id, changed, received }]
  })
  if (changes.length > 0) await store(client, tenant.id, changes)
  return { last: rows.at(-1)?.id ?? null, rekeyed: changes.length }
}

// An external id that another transaction has already stays as it is: both keep their responses.
const CHANGES = `
  json_to_recordset($2::json) c (id uuid, changed jsonb, received jsonb)
  cross join lateral (
    select c.changed - case when c.changed ? 'external_id' and (exists (
      select 1 from transactions o where o.tenant_id = $1 and o.external_id = c.changed ->> 'external_id')
      or (select count(*) from json_to_recordset($2::json) d (id uuid, changed jsonb)
           where d.changed ->> 'external_id' = c.changed ->> 'external_id' and d.id < c.id) > 0)
      then 'external_id' else '' end as changed) f`

const assignments = (columns: readonly string[]) =>
  columns.map((column) => `${column} = coalesce(f.changed ->> '${column}', r.${column})`).join(', ')

async function store(client: Client, tenantId: string, changes: readonly object[]): Promise<void> {
  const values = [tenantId, JSON.stringify(changes)]
  await client.query(
    `update scored_transactions r set ${assignments(IN_LISTS)} from ${CHANGES}
      where r.tenant_id = $1 and r.transaction_id = c.id`,
    values,
  )
  await client.query(
    `update transactions r set ${assignments(COLUMNS)}, received = c.received || coalesce(r.received, '{}')
       from ${CHANGES} where r.tenant_id = $1 and r.id = c.id`,
    values,
  )
}

/** Adds the totals of alpha-3 codes to those of their countries. */
export async function rekeyPlaces(client: Client, tenantId: string): Promise<void> {
  const { rows } = await client.query<{ country: string }>(
    `with recursive c as (
       (select country from activity_places where tenant_id = $1 order by country limit 1)
       union all
       select (select p.country from activity_places p where p.tenant_id = $1 and p.country > c.country order by 1 limit 1)
         from c where c.country is not null)
     select country from c where country <> ''`,
    [tenantId],
  )
  for (const { country } of rows) {
    const { changed } = canonicalRow({ ...NOTHING, country }, null)
    if (changed.country === undefined) continue
    await client.query(
      `with moved as (delete from activity_places where tenant_id = $1 and country = $2 returning *)
       insert into activity_places as a
       select tenant_id, hour, $3, cell, currency, slot, transactions, flagged, amount from moved
       on conflict (tenant_id, hour, country, cell, currency, slot) do update set
         transactions = a.transactions + excluded.transactions, flagged = a.flagged + excluded.flagged,
         amount = a.amount + excluded.amount`,
      [tenantId, country, changed.country],
    )
  }
}

const NOTHING = Object.fromEntries(COLUMNS.map((column) => [column, null])) as StoredTexts
