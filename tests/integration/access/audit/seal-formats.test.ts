import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { proveRow, sealTenantRows } from '@/lib/access/audit'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useRate } from '../../../support/currency-rates'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'
import { insertRaw } from '../../../support/raw-transactions'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { paysimRow, score, scoringKey } from '../../../support/scoring'
import { sealAll, tamper, verify } from './support'

/** Seals of several formats beside each other, during and after an upgrade. */

let minted: MintedTenant
let tenantId: string
beforeEach(async () => {
  minted = await mintTenant({ recorded: true })
  tenantId = minted.tenant.id
})
afterAll(closeDatabase)

/** The formats of the seals, in their order. */
const formats = async (): Promise<number[]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ format: number }>(
      `select (after ->> 'format')::int as format from audit_log where tenant_id = $1 and action = 'audit.sealed' order by seq`,
      [tenantId],
    )
    return rows.map(({ format }) => format)
  })

/** Seals the tenant while a server of the release before is connected. Seals of other tests wait meanwhile. */
async function sealBesideFormerServer(): Promise<void> {
  const connectionString = testSetting('DATABASE_URL')
  const former = new Client({ connectionString, application_name: 'app-scoring' })
  await former.connect()
  try {
    await earlierTransactionsEnded()
    while ((await formats()).length === 0) await sealTenantRows(tenantId)
  } finally {
    await former.end()
  }
  // Its process of the database ends a moment later.
  while (await isFormerConnected()) await sleep(20)
}

const isFormerConnected = () =>
  withClient('superuser', async (client) => {
    const sql = `select from pg_stat_activity where datname = current_database() and application_name = 'app-scoring'`
    return (await client.query(sql)).rowCount !== 0
  })

test('beside a server of the release before, seals have the format that it can prove; both formats verify', async () => {
  const scored = () => insertRaw(tenantId, [{ at: '2026-03-01T00:00:00Z', from: 'C-ü', phone: '+49 30' }])
  const [old = ''] = await scored()
  await useRate(minted, 'EUR', '1.0842')
  await sealBesideFormerServer()
  expect(await formats()).toEqual([1])
  expect(await verify(minted)).toMatch(/: whole, .* 1 predictions, .*1 rows not due yet/)
  const [fresh = ''] = await scored()
  await sealAll(minted)
  expect((await formats()).at(-1)).toBe(2)
  expect(await verify(minted)).toMatch(/: whole, .* 2 predictions, .*1 currency_rates/)
  for (const id of [old, fresh]) {
    for (const table of ['predictions', 'transactions'] as const) {
      const { proof } = await proveRow(minted.as.senior_analyst, table, id)
      expect({ id, table, unchanged: proof?.unchanged }).toEqual({ id, table, unchanged: true })
    }
  }
  for (const id of [old, fresh]) {
    await tamper([["update transactions set city = 'X' where tenant_id = $1 and id = $2", [tenantId, id]]])
    expect(await verify(minted)).toContain(`BROKEN transactions ${id} changed after it was sealed`)
  }
})

test.each([
  ['of a release that did not seal them', '0'],
  ['of a long upgrade', 'commit_order(pg_current_xact_id())'],
])('rates %s are sealed and verify, whatever their age', async (_case, order) => {
  await insertRaw(tenantId, [{ at: '2026-03-01T00:00:00Z', from: 'C-1' }])
  await sealBesideFormerServer()
  await withClient('superuser', (client) =>
    client.query(
      `insert into currency_rates (tenant_id, id, currency, valid_from, rate, actor_kind, actor_id, created_at, commit_order)
       values ($1, $2, 'EUR', '2026-01-01', 1.1, 'user', 'u', now() - interval '90 days', ${order})`,
      [tenantId, newId()],
    ),
  )
  expect(await verify(minted)).toMatch(/: whole, .*1 rows not due yet/)
  await sealAll(minted)
  expect(await verify(minted)).toMatch(/: whole, .*1 currency_rates/)
})

test('a seal of a newer release is neither proven nor called broken rows', async () => {
  const [id = ''] = await insertRaw(tenantId, [{ at: '2026-03-01T00:00:00Z', from: 'C-1' }])
  await sealAll(minted)
  const newer = `update audit_log set after = after || '{"format": 99}' where tenant_id = $1 and action = 'audit.sealed'`
  await tamper([[newer, [tenantId]]])
  expect(await proveRow(minted.as.senior_analyst, 'predictions', id)).toMatchObject({ proof: null })
  const said = await verify(minted)
  expect(said).toContain('is of a newer release: verify with that release')
  expect(said).not.toContain('predictions')
})

test('scoring stores the digest that the seal takes, alone and in a batch; a row without one is hashed from its lists', async () => {
  const key = await scoringKey(minted)
  await score(paysimRow(), { key })
  await scoreRows(key, tyingRows(5, 'digest'))
  const [bare = ''] = await insertRaw(tenantId, [{ at: '2026-03-01T00:00:00Z', from: 'C-1' }])
  const { rows } = await withClient('superuser', (client) =>
    client.query<{ count: string }>(
      `select count(*) from predictions where tenant_id = $1
          and vector_digest = sha256(array_send(features) || array_send(contributions))`,
      [tenantId],
    ),
  )
  expect(rows).toEqual([{ count: '6' }])
  await sealAll(minted)
  expect(await verify(minted)).toMatch(/: whole, .* 7 predictions/)
  const features = `update predictions set features = '{1}', contributions = '{1}' where tenant_id = $1 and id = $2`
  await tamper([[features, [tenantId, bare]]])
  expect(await verify(minted)).toContain(`BROKEN predictions ${bare} changed after it was sealed`)
})

test('names a row whose digest does not match its lists when it is sealed', async () => {
  const [id = ''] = await insertRaw(tenantId, [{ at: '2026-03-01T00:00:00Z', from: 'C-1' }])
  const digest = `update predictions set vector_digest = sha256('x') where tenant_id = $1 and id = $2`
  await tamper([[digest, [tenantId, id]]])
  await sealAll(minted)
  expect(await verify(minted)).toContain(`BROKEN predictions ${id} changed after it was sealed`)
})
