import type { Client } from 'pg'
import { mergeCategory, rekeyHabits, rekeyPeers, type StateKey, type StateKind } from '@/lib/engine/features'
import { canonicalId } from '@/lib/platform/canonical/id'
import { canonicalWord } from '@/lib/platform/canonical/word'
import {
  addStoredStates,
  lockStripes,
  newStateMap,
  readStates,
  type StoredStates,
  stripeOfEntity,
  writeStates,
} from '@/lib/scoring/states'
import { rebuildStates } from '../rebuild-states'
import type { ChangedHashes } from './changed-hashes'

const BATCH = 500

export interface StateBatch {
  last: StateKey | null
  /** States whose key changed. */
  renamed: number
  /** States whose habits or counterparties changed. */
  rekeyed: number
}

/** The next states of a tenant: new hashes in the states of accounts, then states under keys that are not canonical. */
export async function rekeyStates(
  client: Client,
  tenantId: string,
  hashes: ChangedHashes,
  after: StateKey | null,
): Promise<StateBatch> {
  const { rows } = await client.query<StateKey>(
    `select kind, entity_id as id from entity_states
      where tenant_id = $1 and (kind, entity_id) > ($2, $3) order by kind, entity_id limit ${BATCH}`,
    [tenantId, after?.kind ?? '', after?.id ?? ''],
  )
  const renamed = rows.flatMap((key) => {
    // States of phones began with canonical numbers.
    if (key.kind === 'phone') return []
    const id = key.kind === 'merchant_category' ? canonicalWord(key.id) : canonicalId(key.id)
    return typeof id === 'string' && id !== key.id ? [{ from: key, to: { kind: key.kind, id } }] : []
  })
  const accounts = rows.filter(({ kind }) => kind === 'account')
  const locked = [...accounts, ...renamed.flatMap(({ from, to }) => [from, to])]
  await client.query(lockStripes(tenantId, locked.map(stripeOfEntity)))
  const rekeyed = await rekeyAccounts(client, tenantId, accounts, hashes)
  for (const { from, to } of renamed) await rename(client, tenantId, from, to)
  return { last: rows.at(-1) ?? null, renamed: renamed.length, rekeyed }
}

async function rekeyAccounts(
  client: Client,
  tenantId: string,
  keys: StateKey[],
  hashes: ChangedHashes,
): Promise<number> {
  const states = await read(client, tenantId, keys)
  const changed = keys.filter(({ id }) => {
    const state = states.account.get(id)
    if (state === undefined) return false
    const { habits, sent, received } = state
    const changes = [
      rekeyHabits(habits, hashes.habits),
      rekeyPeers(sent, hashes.peers),
      rekeyPeers(received, hashes.peers),
    ]
    return changes.includes(true)
  })
  if (changed.length > 0) await client.query(writeStates(tenantId, changed, states))
  return changed.length
}

/** Accounts and devices are replayed from the transactions of both spellings; label counts of a category add up. */
async function rename(client: Client, tenantId: string, from: StateKey, to: StateKey): Promise<void> {
  if (from.kind === 'merchant_category') {
    const states = await read(client, tenantId, [from, to])
    const old = states.merchant_category.get(from.id)
    const known = states.merchant_category.get(to.id)
    if (old && known) mergeCategory(known, old)
    else if (old) states.merchant_category.set(to.id, old)
    await client.query(writeStates(tenantId, [to], states))
  } else {
    await rebuildStates(client, tenantId, [to], [])
  }
  await client.query('delete from entity_states where tenant_id = $1 and kind = $2 and entity_id = $3', [
    tenantId,
    from.kind satisfies StateKind,
    from.id,
  ])
}

async function read(client: Client, tenantId: string, keys: StateKey[]) {
  const states = newStateMap()
  const { rows } = await client.query<StoredStates>(readStates(tenantId, keys))
  if (rows[0]) addStoredStates(states, keys, rows[0])
  return states
}
