import { addCurrencyRateOperation, listCurrencyRatesOperation } from '@/lib/access/rates/api'
import { addRate } from '@/scripts/add-currency-rate'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { bearer, tokenOf } from './auth/support'

let minted: MintedTenant
let headers: Record<string, string>
beforeAll(async () => {
  minted = await mintTenant()
  headers = bearer(await tokenOf(minted.emailOf.admin))
})

const add = (body: Record<string, unknown>) => callOperation(addCurrencyRateOperation, { body, headers })
const list = async (query: string) =>
  (await (await callOperation(listCurrencyRatesOperation, { query, headers })).json()) as {
    items: { id: string; currency: string; rate: string; valid_from: string; created_by: string | null }[]
    next_cursor: string | null
  }
const DAY = '2026-03-01T00:00:00.000Z'

it('adds a rate, with an audit row that names the rate before it', async () => {
  const first = await add({ currency: 'eur', valid_from: '2026-01-01T01:00:00+01:00', rate: '1.0842' })
  expect(first.status).toBe(201)
  expect(await first.json()).toMatchObject({
    currency: 'EUR',
    institution_currency: 'USD',
    rate: '1.0842',
    valid_from: '2026-01-01T00:00:00.000Z',
    created_by: minted.as.admin.actor.id,
  })
  const second = await (await add({ currency: 'EUR', valid_from: DAY, rate: '1.10' })).json()
  const audited = await withClient('superuser', async (client) => {
    const sql = `select object_id, before, after from audit_log
                  where tenant_id = $1 and action = 'tenant.currency-rate-added' order by seq`
    return (await client.query(sql, [minted.tenant.id])).rows
  })
  expect(audited[1]).toEqual({
    object_id: second.id,
    before: { currency: 'EUR', validFrom: '2026-01-01T00:00:00.000Z', rate: '1.0842' },
    after: { currency: 'EUR', validFrom: DAY, rate: '1.1' },
  })
})

it('stores a repeated rate once, also when two requests come at the same time', async () => {
  const body = { currency: 'GBP', valid_from: DAY, rate: '1.25' }
  const ids = await Promise.all(
    [add(body), add(body), add(body)].map(async (sent) => (await (await sent).json()).id),
  )
  expect(new Set(ids).size).toBe(1)
  expect((await list('?currency=GBP')).items).toHaveLength(1)
  const corrected = await (await add({ ...body, rate: '1.26' })).json()
  expect((await list('?currency=gbp')).items.map(({ id }) => id)).toEqual([corrected.id, ids[0]])
})

it('lists every rate once over pages, the latest start first', async () => {
  const all = (await list('?limit=200')).items
  const paged = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(`?limit=1${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.items)
    cursor = page.next_cursor
  }
  expect(paged).toEqual(all)
  expect(all.map((row) => row.valid_from)).toEqual(
    all
      .map((row) => row.valid_from)
      .sort()
      .reverse(),
  )
})

const REJECTED: [string, Record<string, unknown>, field: string][] = [
  ["the institution's own currency", { currency: 'USD' }, 'currency'],
  ['an unknown currency', { currency: 'XXQ' }, 'currency'],
  ['a code that is no currency of payments', { currency: 'XXX' }, 'currency'],
  ['a rate of zero', { rate: '0.000' }, 'rate'],
  ['a negative rate', { rate: '-1' }, 'rate'],
  ['a number', { rate: 1.1 }, 'rate'],
  ['an exponent', { rate: '1e3' }, 'rate'],
  ['thirteen decimals', { rate: '0.1234567890123' }, 'rate'],
  ['a start before 1900', { valid_from: '1899-12-31T23:59:59Z' }, 'valid_from'],
  ['a start in two years', { valid_from: '2999-01-01T00:00:00Z' }, 'valid_from'],
  ['a start without a zone', { valid_from: '2026-01-01T00:00:00' }, 'valid_from'],
]
it.each(REJECTED)('rejects %s', async (_, changes, field) => {
  const response = await add({ currency: 'CHF', valid_from: DAY, rate: '1.1', ...changes })
  const problem = await response.json()
  expect({
    status: response.status,
    fields: problem.errors?.map((one: { field: string }) => one.field),
  }).toEqual({
    status: 400,
    fields: [field],
  })
})

it('cannot be changed or deleted by the app', async () => {
  const rights = await withClient('superuser', async (client) => {
    const sql = `select privilege_type from information_schema.role_table_grants
                  where table_name = 'currency_rates' and grantee = 'sentinel_app' order by 1`
    return (await client.query(sql)).rows.map((row) => row.privilege_type)
  })
  expect(rights).toEqual(['INSERT', 'SELECT'])
})

it('adds a rate by the command of the operator', async () => {
  const url = testSetting('MIGRATION_DATABASE_URL')
  const { slug } = minted.tenant
  const args = ['--tenant', slug, '--currency', 'kwd', '--from', '2026-04-01', '--rate', '3.25']
  expect(await addRate(url, args)).toBe(`${slug}: from 2026-04-01T00:00:00.000Z on, 1 KWD is 3.25 USD.`)
  expect((await list('?currency=KWD')).items).toMatchObject([{ rate: '3.25', created_by: null }])
  await expect(addRate(url, args.with(3, 'USD'))).rejects.toThrow("--currency is the institution's own")
  await expect(addRate(url, args.with(3, 'UDS'))).rejects.toThrow('USD?')
  await expect(addRate(url, args.with(1, 'nobody'))).rejects.toThrow('There is no institution nobody')
})
