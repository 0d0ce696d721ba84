/** Guarantee: a row with any time that the database can hold fails no read: operations clamp it, lists page past it. */

import { allOperations } from '@/app/api/operations'
import { createApiKey } from '@/lib/access/api-keys'
import { createCase } from '@/lib/desk/cases'
import { listEntityTransactions } from '@/lib/desk/entities'
import { recordDecision } from '@/lib/desk/decisions'
import { saveView } from '@/lib/desk/saved-views'
import { listTransactions } from '@/lib/desk/transactions'
import { listModels } from '@/lib/governance/models'
import { sealTenant } from '@/lib/platform/db/seal'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { paysimRow, score, scoringKey } from '../../support/scoring'
import { insertRaw } from '../../support/raw-transactions'
import { bearer, tokenOf } from '../access/auth/support'

const ACCOUNT = 'C-any-time'
const TIMES = [
  '-infinity',
  '4000-01-01 00:00:00+00 BC',
  '0001-06-01 00:00:00+00 BC',
  '0001-01-01 00:00:00+00',
  '0001-06-01 00:00:00+00',
  '1899-12-30 00:00:00+00',
  '2026-11-01 12:00:00+00',
  '9999-12-31 23:59:59.999+00',
  '20000-01-01 00:00:00+00',
  '290000-12-31 00:00:00+00',
  'infinity',
]
const rowsAt = (at: string) =>
  (['review', 'approve'] as const).map((outcome) => ({
    at,
    from: ACCOUNT,
    to: 'C-other',
    device: 'D-any-time',
    phone: '+15550100',
    country: 'US',
    outcome,
    score: 0.6,
    band: 'medium' as const,
  }))

let minted: MintedTenant
let ids: string[]
let headers: Record<string, string>
const objects: Record<string, string> = {}

const inZone = (zone: string) =>
  withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(minted.tenant.id)])
    await client.query('update tenants set time_zone = $2 where id = $1', [minted.tenant.id, zone])
  })

beforeAll(async () => {
  minted = await mintTenant()
  await inZone('Africa/Nairobi')
  ids = []
  for (const at of TIMES) ids.push(...(await insertRaw(minted.tenant.id, rowsAt(at))))
  headers = bearer(await tokenOf(minted.emailOf.admin))
  const entities = [{ kind: 'account' as const, id: ACCOUNT, role: 'subject' as const }]
  const opened = { title: 'Any time', priority: 'high' as const, transaction_ids: ids, entities }
  objects.cases = (await createCase(minted.as.admin, opened)).id
  for (const id of ids.slice(0, 4))
    await recordDecision(minted.as.analyst, id, { decision: 'confirmed_fraud' })
  objects['saved-views'] = (
    await saveView(minted.as.admin, { page: 'queue', name: 'v', query: '', shared: true })
  ).id
  objects.watchlists = (
    await addToWatchlist(minted.as.admin, { account_id: ACCOUNT, list_type: 'blocked' })
  ).id
  objects['api-keys'] = (await createApiKey(minted.as.admin, { name: 'k', scopes: ['read'] })).id
  objects.models = (await listModels(minted.as.admin)).items[0]?.id ?? ''
  objects.users = minted.as.analyst.actor.id
})

const reads = allOperations.filter(
  ({ id, method, response }) =>
    method === 'GET' && response.mediaType !== 'text/event-stream' && id !== 'getCounterfactual',
)
const QUERIES: Record<string, string[]> = {
  search: [`?q=${ACCOUNT}`],
  investigate: [
    '',
    `?q=${ACCOUNT}`,
    '?order=time',
    '?weekday=1',
    '?hour=3',
    '?from=1900-01-01',
    '?to=9998-12-31',
  ],
  exportTransactions: ['', `?q=${ACCOUNT}`],
  listQueue: ['', '?order=time', '?age=24h'],
}
const SPANS = ['?range=24h', '?range=7d', '?range=30d', '?range=all', '?hours=0', '?hours=72', '?hours=87600']
const queriesOf = (id: string, path: string) =>
  path.startsWith('/api/dashboard/') ? SPANS : (QUERIES[id] ?? [''])

it.each(reads.map((operation) => [operation.id, operation] as const))(
  '%s fails for no stored time',
  async (id, operation) => {
    const kind = operation.path.split('/')[2] ?? ''
    const subjects = ['transactions', 'investigate', 'claims'].includes(kind) ? ids : [objects[kind] ?? '']
    for (const query of queriesOf(id, operation.path)) {
      for (const subject of subjects) {
        const response = await callOperation(operation, {
          params: {
            id: subject,
            transaction_id: subject,
            account_id: ACCOUNT,
            kind: 'account',
            entity_id: ACCOUNT,
            note_id: subject,
            list_type: 'blocked',
          },
          headers,
          query,
        })
        const text = await response.text()
        if (response.status >= 500)
          throw new Error(`${query} ${subject}: ${response.status} ${text.slice(0, 300)}`)
        if (operation.path.startsWith('/api/dashboard/')) expect(text.length).toBeLessThan(200_000)
      }
    }
  },
  120_000,
)

it('pages through every row of a list and of an entity once', async () => {
  const filter = { order: 'time' } as const
  const listed: string[] = []
  const ofEntity: string[] = []
  for (let cursor: string | undefined, more = true; more && listed.length < 100;) {
    const page = await listTransactions(minted.as.admin, filter, { limit: 3, cursor })
    listed.push(...page.items.map(({ transaction_id }) => transaction_id))
    cursor = page.next_cursor ?? undefined
    more = cursor !== undefined
  }
  for (let cursor: string | undefined, more = true; more && ofEntity.length < 100;) {
    const entity = { kind: 'account', id: ACCOUNT } as const
    const page = await listEntityTransactions(minted.as.admin, entity, { limit: 3, cursor })
    ofEntity.push(...page.items.map(({ transaction_id }) => transaction_id))
    cursor = page.next_cursor ?? undefined
    more = cursor !== undefined
  }
  expect([...listed].sort()).toEqual([...ids].sort())
  expect([...ofEntity].sort()).toEqual([...ids].sort())
})

it.each(['Africa/Nairobi', 'Europe/Berlin', 'America/New_York', 'UTC'])(
  'counts each stored time in a bucket of all time, on the clock of %s',
  async (zone) => {
    await inZone(zone)
    const timeseries = allOperations.find(({ id }) => id === 'getTimeseries')
    if (!timeseries) throw new Error('no such operation')
    const fresh = bearer(await tokenOf(minted.emailOf.admin))
    const response = await callOperation(timeseries, { headers: fresh, query: '?range=all' })
    expect(response.status).toBe(200)
    const { points } = (await response.json()) as { points: { transactions: number }[] }
    expect(points.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(ids.length)
    expect(points.length).toBeLessThan(200)
  },
)

it('getCounterfactual fails for no stored time', async () => {
  const operation = allOperations.find(({ id }) => id === 'getCounterfactual')
  if (!operation) throw new Error('no such operation')
  const key = await scoringKey(minted)
  const { transaction_id: id } = (await (await score(paysimRow(), { key })).json()) as {
    transaction_id: string
  }
  for (const at of TIMES) {
    await withClient('superuser', (client) =>
      client.query('update transactions set occurred_at = $2::timestamptz where id = $1', [id, at]),
    )
    const response = await callOperation(operation, { params: { id }, headers })
    expect([at, response.status]).toEqual([at, 200])
  }
})
