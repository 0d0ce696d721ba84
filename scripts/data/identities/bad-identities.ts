import type { Client } from 'pg'
import { canonicalEntityId } from '@/lib/contract/canonical-entity'
import type { EntityKind } from '@/lib/contract/entities'
import { canonicalRow } from './canonical-row'
import { nextRows } from './rekey-transactions'

const NAMED = 5

/** Stored texts that are not canonical: those that `data:canonicalize` would change, and those without a canonical form. */
export async function describeIdentities(client: Client, tenantId: string): Promise<string[]> {
  const { rows } = await client.query<{ country: string | null }>(
    'select country from tenants where id = $1',
    [tenantId],
  )
  const country = rows[0]?.country ?? null
  const [open, without] = await checkRows(client, tenantId, country)
  const found = [...without].map(
    ([column, ids]) =>
      `${ids.length} transactions whose ${column} has no canonical form: ${ids.slice(0, NAMED).join(', ')}`,
  )
  if (open > 0) found.push(`${open} transactions in another spelling; next: npm run data:canonicalize`)
  return [...found, ...(await checkEntries(client, tenantId, country))]
}

async function checkRows(client: Client, tenantId: string, country: string | null) {
  const without = new Map<string, string[]>()
  let open = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows = await nextRows(client, tenantId, after)
    for (const row of rows) {
      const result = canonicalRow(row, country)
      if (Object.keys(result.changed).some((column) => column !== 'external_id')) open += 1
      for (const column of result.without) without.set(column, [...(without.get(column) ?? []), row.id])
    }
    after = rows.at(-1)?.id
  }
  return [open, without] as const
}

async function checkEntries(client: Client, tenantId: string, country: string | null): Promise<string[]> {
  const { rows } = await client.query<{ kind: EntityKind; id: string }>(
    'select kind, account_id as id from watchlist_entries where tenant_id = $1 order by id',
    [tenantId],
  )
  const bad = rows
    .filter((entity) => typeof canonicalEntityId({ country }, entity) !== 'string')
    .map(({ id }) => id)
  if (bad.length === 0) return []
  const entries = bad.length === 1 ? '1 list entry' : `${bad.length} list entries`
  return [`${entries} without a canonical id: ${bad.slice(0, NAMED).join(', ')}`]
}
