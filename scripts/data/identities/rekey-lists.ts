import type { Client } from 'pg'
import { canonicalEntityId } from '@/lib/contract/canonical-entity'
import type { EntityKind } from '@/lib/contract/entities'
import { newId } from '@/lib/platform/ids'

interface Entry {
  id: string
  kind: EntityKind
  account_id: string
  list_type: string
  active: boolean
}

interface Rekeyed {
  entries: number
  merged: number
}

type NamedTenant = { id: string; country: string | null }

const ENTRY = `id, kind, account_id, list_type, (expires_at is null or expires_at > now()) as active`

/** An entry in force wins over an expired one, blocked over trusted, the older one over the younger. */
const rankOf = ({ active, list_type }: Entry): number => (active ? 2 : 0) + (list_type === 'blocked' ? 1 : 0)

/** Gives list entries their canonical id. Of two entries of one entity the stronger stays; the audit log names both. */
export async function rekeyEntries(client: Client, tenant: NamedTenant): Promise<Rekeyed> {
  const { rows } = await client.query<Entry>(
    `select ${ENTRY} from watchlist_entries where tenant_id = $1 order by id for update`,
    [tenant.id],
  )
  const done: Rekeyed = { entries: 0, merged: 0 }
  const byKey = new Map(rows.map((entry) => [`${entry.kind}\n${entry.account_id}`, entry]))
  for (const entry of rows) {
    const canonical = canonicalEntityId(tenant, { kind: entry.kind, id: entry.account_id })
    if (typeof canonical !== 'string' || canonical === entry.account_id) continue
    done.entries += 1
    const key = `${entry.kind}\n${canonical}`
    const other = byKey.get(key)
    if (other) done.merged += 1
    const loses =
      other !== undefined &&
      (rankOf(entry) < rankOf(other) || (rankOf(entry) === rankOf(other) && other.id < entry.id))
    const removed = loses ? entry : other
    if (removed)
      await client.query('delete from watchlist_entries where tenant_id = $1 and id = $2', [
        tenant.id,
        removed.id,
      ])
    if (!loses) {
      await client.query(
        'update watchlist_entries set account_id = $3, received = coalesce(received, account_id) where tenant_id = $1 and id = $2',
        [tenant.id, entry.id, canonical],
      )
      byKey.set(key, { ...entry, account_id: canonical })
    }
    await audit(client, tenant.id, entry, canonical, loses ? other : entry, removed ?? null)
  }
  return done
}

async function audit(
  client: Client,
  tenantId: string,
  entry: Entry,
  canonical: string,
  kept: Entry | undefined,
  removed: Entry | null,
) {
  const state = ({ id, kind, account_id, list_type }: Entry) => ({ id, kind, account_id, list_type })
  await client.query(
    `insert into audit_log (tenant_id, actor_kind, actor_id, action, object_kind, object_id, before, after, request_id)
     values ($1, 'system', 'data-canonicalize', 'watchlist.canonicalized', 'watchlist-entry', $2, $3, $4, $5)`,
    [
      tenantId,
      entry.id,
      JSON.stringify(state(entry)),
      JSON.stringify({
        account_id: canonical,
        kept: kept && state(kept),
        removed: removed && state(removed),
      }),
      newId(),
    ],
  )
}

/** Notes of entities, and entities of cases. A case that holds one entity twice keeps the link that was added first. */
export async function rekeyLinks(client: Client, tenant: NamedTenant): Promise<number> {
  let changed = 0
  for (const table of ['entity_notes', 'case_entities'] as const) {
    const { rows } = await client.query<{ kind: EntityKind; id: string }>(
      `select distinct kind, entity_id as id from ${table} where tenant_id = $1`,
      [tenant.id],
    )
    for (const entity of rows) {
      const canonical = canonicalEntityId(tenant, entity)
      if (typeof canonical !== 'string' || canonical === entity.id) continue
      const values = [tenant.id, entity.kind, entity.id, canonical]
      if (table === 'case_entities')
        await client.query(
          `delete from case_entities c using case_entities o
            where c.tenant_id = $1 and c.kind = $2 and c.entity_id = $3
              and o.tenant_id = $1 and o.case_id = c.case_id and o.kind = $2 and o.entity_id = $4`,
          values,
        )
      // Sealed notes stay as they are.
      const open =
        table === 'case_entities'
          ? 'true'
          : `not exists (select from audit_seal_parts s where s.tenant_id = $1 and s.table_name = 'entity_notes'
               and (s.last_order, s.last_id) >= (r.commit_order, r.id))`
      await client.query(
        `update ${table} r set entity_id = $4 where tenant_id = $1 and kind = $2 and entity_id = $3 and ${open}`,
        values,
      )
      changed += 1
    }
  }
  return changed
}
