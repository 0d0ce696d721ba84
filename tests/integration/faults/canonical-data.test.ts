/** Guarantee: what an earlier release stored under several spellings becomes one thing, as if it had been sent so. */

import { Client } from 'pg'
import { canonicalizeData } from '@/scripts/canonicalize-data'
import { verifyAudit } from '@/scripts/audit-verify'
import { checkData } from '@/scripts/check-data'
import { canonicalizeTenant } from '@/scripts/data/identities/canonicalize-tenant'
import { hashOf, rekeyHabits } from '@/lib/engine/features'
import { addToWatchlist, listWatchlist } from '@/lib/desk/watchlists'
import { recordDecision } from '@/lib/desk/decisions'
import { getEntityHeader } from '@/lib/desk/entities'
import { getTransaction, listTransactions } from '@/lib/desk/transactions'
import {
  addStoredStates,
  newStateMap,
  readStates,
  writeStates,
  type StoredStates,
} from '@/lib/scoring/states'
import { sealTenantRows } from '@/lib/access/audit/seals/seal-rows'
import { sealTenant } from '@/lib/platform/db/seal'
import { earlierTransactionsEnded } from '../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { storedStates } from '../../support/replay-states'
import { score, scoringKey } from '../../support/scoring'

const owner = () => testSetting('MIGRATION_DATABASE_URL')
const START = Date.now() - 3 * 3_600_000

const payment = (i: number) => ({
  type: 'TRANSFER',
  amount: 100 + i,
  currency: 'USD',
  sender_account: 'C-1',
  receiver_account: `M-${i % 2}`,
  device_id: 'D-1',
  phone: '+254788534310',
  ip: '2001:db8::1',
  city: 'Nairobi',
  country: 'KE',
  channel: 'app',
  merchant_category: 'travel',
  occurred_at: new Date(START + i * 60_000).toISOString(),
})

/** Six payments with one confirmed fraud, all in canonical spelling. */
async function scored(minted: MintedTenant): Promise<string[]> {
  const key = await scoringKey(minted)
  const ids: string[] = []
  for (let i = 0; i < 6; i++) {
    const response = await score(payment(i), { key })
    ids.push(((await response.json()) as { transaction_id: string }).transaction_id)
  }
  await recordDecision(minted.as.analyst, ids[0] as string, { decision: 'confirmed_fraud' })
  return ids
}

/** Every second payment in another spelling, with states as a release without canonical forms left them. */
async function spoil({ tenant, as }: MintedTenant, ids: readonly string[]): Promise<void> {
  const others = ids.filter((_, i) => i % 2 === 1)
  for (const [entity_id, kind, list_type] of [
    ['+254788534310', 'phone', 'trusted'],
    ['C-listed', 'account', 'blocked'],
  ] as const)
    await addToWatchlist(as.senior_analyst, { entity_id, kind, list_type })
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenant.id)])
    const texts = `sender_account = 'C-1' || chr(160), device_id = ' D-1', phone = '00254 788534310', country = 'KEN'`
    await client.query(
      `update transactions set ${texts}, ip = '2001:0DB8:0:0:0:0:0:1', channel = 'APP', merchant_category = 'Travel'
        where tenant_id = $1 and id = any($2)`,
      [tenant.id, others],
    )
    await client.query(
      `update scored_transactions set ${texts} where tenant_id = $1 and transaction_id = any($2)`,
      [tenant.id, others],
    )
    await client.query("update activity_places set country = 'KEN' where tenant_id = $1", [tenant.id])
    await client.query(
      `insert into watchlist_entries (tenant_id, id, kind, account_id, list_type, created_by)
       select $1, gen_random_uuid(), kind, id, list, $2 from (values
         ('phone', '00254788534310', 'blocked'), ('account', 'C-listed' || chr(160), 'trusted'),
         ('account', 'C-bad' || chr(8203), 'blocked')) given (kind, id, list)`,
      [tenant.id, as.senior_analyst.actor.id],
    )
    await client.query(
      `insert into entity_states (tenant_id, kind, entity_id, packed)
       select tenant_id, kind, case kind when 'account' then 'C-1' || chr(160) when 'device' then ' D-1' else 'Travel' end, packed
         from entity_states where tenant_id = $1 and (kind, entity_id) in (('account', 'C-1'), ('device', 'D-1'))`,
      [tenant.id],
    )
    await client.query(
      "update entity_states set entity_id = 'Travel' where tenant_id = $1 and entity_id = 'travel'",
      [tenant.id],
    )
    const keys = ['C-1', 'M-1'].map((id) => ({ kind: 'account', id }) as const)
    const states = newStateMap()
    const { rows } = await client.query<StoredStates>(readStates(tenant.id, keys))
    addStoredStates(states, keys, rows[0] as StoredStates)
    const { habits } = states.account.get('C-1')!
    expect(rekeyHabits(habits, { cities: new Map([[hashOf('nairobi'), hashOf('Nairobi')]]) })).toBe(true)
    const { received } = states.account.get('M-1')!
    expect(received.peers).toEqual([hashOf('C-1'), 3, expect.any(Number)])
    const latest = received.peers[2]!
    received.peers = [hashOf('C-1'), 1, latest - 2, hashOf('C-1\u00a0'), 2, latest]
    received.distinctPeers = 2
    await client.query(writeStates(tenant.id, keys, states))
  })
}

const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'number' ? Number(item.toPrecision(12)) : item,
    ),
  )

const asOwner = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: owner() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

it('merges spellings in transactions, lists, links, figures and states, and repeats without effect', async () => {
  const [clean, spoilt] = [await mintTenant(), await mintTenant()]
  await scored(clean)
  const ids = await scored(spoilt)
  await spoil(spoilt, ids)
  const { slug, id: tenantId } = spoilt.tenant
  await expect(checkData(owner(), ['--tenant', slug])).rejects.toThrow('npm run data:canonicalize')

  const done = await asOwner((client) => canonicalizeTenant(client, tenantId, true))
  expect(done).toMatchObject({ transactions: 3, list_entries: 2, merged_entries: 2, renamed_states: 3 })

  expect(rounded(await storedStates(tenantId))).toEqual(rounded(await storedStates(clean.tenant.id)))
  const { items } = await listTransactions(spoilt.as.analyst, { q: 'C-1', order: 'time' }, { limit: 50 })
  expect(items).toHaveLength(6)
  expect(await getTransaction(spoilt.as.analyst, ids[1] as string)).toMatchObject({
    sender_account: 'C-1',
    phone: '+254788534310',
    ip: '2001:db8::1',
    country: 'KE',
    merchant_category: 'travel',
    received: { sender_account: 'C-1\u00a0', country: 'KEN', phone: '00254 788534310' },
  })
  expect(await getEntityHeader(spoilt.as.analyst, { kind: 'device', id: 'D-1' })).toMatchObject({ id: 'D-1' })
  const lists = (await listWatchlist(spoilt.as.analyst, {})).items
  expect(lists.map(({ entity_id, list_type }) => [entity_id, list_type]).sort()).toEqual([
    ['+254788534310', 'blocked'],
    ['C-bad\u200b', 'blocked'],
    ['C-listed', 'blocked'],
  ])
  const { rows } = await withClient('superuser', (client) =>
    client.query('select distinct country from activity_places where tenant_id = $1', [tenantId]),
  )
  expect(rows).toEqual([{ country: 'KE' }])

  const again = await asOwner((client) => canonicalizeTenant(client, tenantId, true))
  expect(Object.values(again ?? {})).toEqual([0, 0, 0, 0, 0, 0])
  expect(await canonicalizeData(owner(), slug)).toEqual([])
  await expect(checkData(owner(), ['--tenant', slug])).rejects.toThrow(
    '1 list entry without a canonical id: C-bad',
  )
})

it('continues where it stopped, and writes one row of the audit log', async () => {
  const minted = await mintTenant()
  const ids = await scored(minted)
  await spoil(minted, ids)
  const tenantId = minted.tenant.id
  const breaking = async (client: Client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    let writes = 0
    client.query = ((...args: unknown[]) => {
      if (String(args[0]).includes('update data_steps set position') && ++writes === 4)
        throw new Error('the process ended')
      return query(...args)
    }) as typeof client.query
    return canonicalizeTenant(client, tenantId, true)
  }
  await expect(asOwner(breaking)).rejects.toThrow('the process ended')
  expect(await canonicalizeData(owner(), minted.tenant.slug)).toHaveLength(1)
  const [clean] = [await mintTenant()]
  await scored(clean)
  expect(rounded(await storedStates(tenantId))).toEqual(rounded(await storedStates(clean.tenant.id)))
  const audited = await withClient('superuser', async (client) => {
    const sql =
      "select action from audit_log where tenant_id = $1 and action like '%canonicalized' order by seq"
    return (await client.query<{ action: string }>(sql, [tenantId])).rows.map(({ action }) => action)
  })
  expect(audited).toEqual(['watchlist.canonicalized', 'watchlist.canonicalized', 'data.canonicalized'])
})

it('keeps the former texts of sealed transactions, so that the seals still verify', async () => {
  const minted = await mintTenant({ recorded: true })
  await spoil(minted, await scored(minted))
  await recordEntries(minted.tenant.id)
  await earlierTransactionsEnded()
  await sealTenantRows(minted.tenant.id)
  const done = await asOwner((client) => canonicalizeTenant(client, minted.tenant.id, true))
  expect(done).toMatchObject({ transactions: 3 })
  const verified = await verifyAudit(owner(), ['--tenant', minted.tenant.slug])
  expect(verified).toContain('3 transactions with texts made canonical since')
})

/** Writes what an earlier release wrote into the audit log when the entries were added. */
const recordEntries = (tenantId: string) =>
  withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenantId)])
    await client.query(
      `insert into audit_log (tenant_id, actor_kind, action, object_kind, object_id, after, request_id)
       select tenant_id, 'system', 'watchlist.added', 'watchlist-entry', id, jsonb_build_object('kind', kind,
              'account_id', account_id, 'list_type', list_type, 'reason', reason, 'expires_at', expires_at), 'r'
         from watchlist_entries where tenant_id = $1`,
      [tenantId],
    )
  })
