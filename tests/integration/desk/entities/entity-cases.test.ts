import { listEntityCases } from '@/lib/desk/entities'
import { newId } from '@/lib/platform/ids'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { insertRaw } from '../../../support/raw-transactions'
import { machine } from '../../../support/scored-rows'

/** An entity is in a case that links it, and in one that links a transaction of it. */
let minted: MintedTenant
const A = { kind: 'account', id: 'A' } as const

/** A case as it would be stored, with what it is about. */
async function insertCase(
  number: number,
  status: 'open' | 'closed',
  transactions: string[],
  named: string[],
) {
  const id = newId()
  const { id: tenantId } = minted.tenant
  const closed =
    status === 'closed' ? "now(), 'duplicate', 'twice', null, 0" : 'null, null, null, now(), null'
  await withClient('superuser', async (client) => {
    await client.query(
      `insert into cases (tenant_id, id, number, title, status, closed_at, outcome, summary, sla_due_at, sla_left_s, sla_allowed_s)
       values ($1, $2, $3, 'Case ' || $3::int, $4, ${closed}, 3600)`,
      [tenantId, id, number, status],
    )
    for (const transaction of transactions)
      await client.query(
        'insert into case_transactions (tenant_id, case_id, transaction_id) values ($1, $2, $3)',
        [tenantId, id, transaction],
      )
    for (const entity of named)
      await client.query(
        "insert into case_entities (tenant_id, case_id, kind, entity_id) values ($1, $2, 'account', $3)",
        [tenantId, id, entity],
      )
  })
}

beforeAll(async () => {
  minted = await mintTenant()
  const at = '2026-03-01T00:00:00Z'
  const [sent = '', received = '', other = ''] = await insertRaw(minted.tenant.id, [
    { at, from: 'A', to: 'B' },
    { at, from: 'C', to: 'A' },
    { at, from: 'C', to: 'B' },
  ])
  await insertCase(1, 'closed', [sent], [])
  await insertCase(2, 'open', [sent, received, other], ['A', 'C'])
  await insertCase(3, 'open', [other], ['C'])
})

test('lists active cases first, each once, with the reason', async () => {
  const cases = await listEntityCases(minted.as.analyst, A)
  expect(cases).toMatchObject([
    { number: 2, title: 'Case 2', status: 'open', named: true, transactions: 2 },
    { number: 1, status: 'closed', named: false, transactions: 1 },
  ])
})

test('shows no case of another tenant, and none without the permission', async () => {
  const other = await mintTenant()
  expect(await listEntityCases(other.as.admin, A)).toEqual([])
  await expect(listEntityCases(machine(minted, ['score:write']), A)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})
