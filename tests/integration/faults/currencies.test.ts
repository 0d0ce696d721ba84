/** Guarantee: no figure mixes two currencies, and no amount is stored that its currency cannot have. */

import { addRate } from '@/scripts/add-currency-rate'
import { listQueue } from '../../support/list-queue'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { countRows, paysimRow, score, scoreBatch, scoringKey } from '../../support/scoring'
import { usePolicy } from '../../support/scored-rows'

const AT = '2026-06-01T12:00:00Z'
let minted: MintedTenant
let key: string

beforeAll(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  await usePolicy(minted, [1e-9, 1e-8], [1e-9, 0.999999])
  await rate('IDR', '2026-01-01', '0.0000625')
})

const rate = (currency: string, from: string, text: string, { slug } = minted.tenant) =>
  addRate(
    testSetting('MIGRATION_DATABASE_URL'),
    Object.entries({ tenant: slug, currency, from, rate: text }).flatMap(([name, value]) => [
      `--${name}`,
      value,
    ]),
  )

/** A payment without balances. */
const payment = (changes: Record<string, unknown>) => ({
  type: 'TRANSFER',
  sender_account: 'S-1',
  receiver_account: 'R-1',
  occurred_at: AT,
  ...changes,
})

interface Stored {
  amount: string
  currency: string
  currency_rate: string | null
  converted_amount: string | null
  amount_in_list: string | null
  score: number
  expected_loss: number
}

const stored = (transactionId: string): Promise<Stored> =>
  withClient('superuser', async (client) => {
    const sql = `select t.amount::text, t.currency, t.currency_rate::text, t.converted_amount::text,
                        s.converted_amount::text as amount_in_list, s.score, s.expected_loss
                   from transactions t join scored_transactions s on s.tenant_id = t.tenant_id and s.transaction_id = t.id
                  where t.id = $1`
    return (await client.query<Stored>(sql, [transactionId])).rows[0] as Stored
  })

const REJECTED: [
  why: string,
  changes: Record<string, unknown>,
  status: number,
  field: string,
  reason: string,
][] = [
  [
    'an unknown code',
    { amount: 5, currency: 'XXQ' },
    400,
    'currency',
    'must be a code of ISO 4217, such as EUR',
  ],
  ['ZZZ', { amount: 5, currency: 'ZZZ' }, 400, 'currency', 'must be a code of ISO 4217, such as EUR'],
  [
    'a misspelt code',
    { amount: 5, currency: 'UDS' },
    400,
    'currency',
    'must be a code of ISO 4217, such as EUR; USD?',
  ],
  [
    'gold',
    { amount: 5, currency: 'XAU' },
    400,
    'currency',
    'XAU is a code of ISO 4217, but not a currency of payments',
  ],
  ['decimals of yen', { amount: 100.55, currency: 'JPY' }, 400, 'amount', 'must be a whole number in JPY'],
  ['three decimals of dollars', { amount: 1.234 }, 400, 'amount', 'must have at most 2 decimals in USD'],
  ['five decimals', { amount: 1.23456, currency: 'UYW' }, 400, 'amount', 'must have at most 4 decimals'],
  [
    'decimals of a balance',
    { amount: 100, currency: 'JPY', sender_balance_before: 0.5 },
    400,
    'sender_balance_before',
    'must be a whole number in JPY',
  ],
  [
    'a currency without a rate',
    { amount: 5, currency: 'KWD' },
    422,
    'currency',
    'the institution has USD and no rate for KWD in force at 2026-06-01T12:00:00.000Z. It has rates for IDR.',
  ],
  [
    'a time before the first rate',
    { amount: 5, currency: 'idr', occurred_at: '2025-12-31T23:59:59.999Z' },
    422,
    'currency',
    'the institution has USD and no rate for IDR in force at 2025-12-31T23:59:59.999Z. It has rates for IDR.',
  ],
  [
    'a currency without a rate among several rates',
    { amount: 9e12, currency: 'EUR' },
    422,
    'currency',
    'the institution has USD and no rate for EUR in force at 2026-06-01T12:00:00.000Z. It has rates for IDR.',
  ],
]

it.each(REJECTED)(
  'rejects %s in a single request and in a batch, and stores nothing',
  async (_, changes, status, field, reason) => {
    const before = await countRows(minted.tenant.id, 'transactions')
    const single = await score(payment(changes), { key })
    const problem = await single.json()
    expect({ status: single.status, errors: problem.errors }).toEqual({ status, errors: [{ field, reason }] })
    expect(problem.type).toBe(`/docs/problems/${status === 422 ? 'unsupported-currency' : 'invalid-request'}`)
    const batch = await scoreBatch({ transactions: [payment(changes), payment({ amount: 1 })] }, { key })
    const { results } = await batch.json()
    expect(results.map((row: { status: number }) => row.status)).toEqual([status, 200])
    expect(results[0].problem.errors).toEqual(problem.errors)
    expect(await countRows(minted.tenant.id, 'transactions')).toBe(before + 1)
  },
)

it('stores amount and currency as received, the rate and the converted amount', async () => {
  const response = await score(payment({ amount: 800_000, currency: 'idr' }), { key })
  const { transaction_id: id } = await response.json()
  const row = await stored(id)
  expect(row).toMatchObject({
    amount: '800000.00',
    currency: 'IDR',
    currency_rate: '0.0000625',
    converted_amount: '50.00',
  })
  expect(row.amount_in_list).toBe('50.00')
  expect(row.expected_loss).toBeCloseTo(row.score * 50, 9)
  const { transaction_id: own } = await (await score(payment({ amount: 50 }), { key })).json()
  expect(await stored(own)).toMatchObject({
    amount: '50.00',
    currency_rate: null,
    converted_amount: null,
    amount_in_list: null,
  })
})

it('stores three decimals of dinars exactly, and uses the rate in force when the payment occurred', async () => {
  await rate('KWD', '2026-02-01', '3')
  await rate('KWD', '2026-06-01', '3.25')
  await rate('KWD', '2026-07-01', '4')
  const rows = [
    payment({ amount: 1.234, currency: 'KWD', sender_balance_before: 10.001 }),
    payment({ amount: 9_999_999_999_999, currency: 'KWD', occurred_at: '2026-05-31T23:59:59.999Z' }),
    payment({ amount: 1.234, currency: 'KWD', occurred_at: '2026-05-31T23:59:59.999Z' }),
  ]
  const { results } = await (await scoreBatch({ transactions: rows }, { key })).json()
  expect(results[1].problem.errors).toEqual([
    { field: 'amount', reason: 'must be at most 10000000000000 USD after conversion' },
  ])
  expect(await stored(results[0].transaction_id)).toMatchObject({
    amount: '1.234',
    currency_rate: '3.25',
    converted_amount: '4.01',
  })
  expect(await stored(results[2].transaction_id)).toMatchObject({
    currency_rate: '3',
    converted_amount: '3.70',
  })
})

it('scores 800,000 IDR as it scores 50 USD, and does not put it first by loss', async () => {
  const fresh = await mintTenant()
  const freshKey = await scoringKey(fresh)
  await usePolicy(fresh, [1e-9, 1e-8], [1e-9, 0.999999])
  await rate('IDR', '2026-01-01', '0.0000625', fresh.tenant)
  const post = async (body: Record<string, unknown>) =>
    await (await score(payment(body), { key: freshKey })).json()
  const rupiah = { amount: 800_000, currency: 'IDR', sender_balance_before: 8_000_000 }
  const dollars = { amount: 50, sender_balance_before: 500 }
  const first = await post({ ...rupiah, sender_account: 'A', receiver_account: 'X' })
  const second = await post({ ...dollars, sender_account: 'B', receiver_account: 'Y' })
  expect(first.score).toBe(second.score)
  // The states that the two payments left are the same as well.
  const third = await post({ ...dollars, sender_account: 'A', receiver_account: 'X' })
  const fourth = await post({ ...rupiah, sender_account: 'B', receiver_account: 'Y' })
  expect(third.score).toBe(fourth.score)
  const large = await post({ amount: 5_000, sender_account: 'C', receiver_account: 'Z' })
  const { items } = await listQueue(fresh.as.analyst, { order: 'loss', limit: 5 })
  expect(items.map((row) => row.transaction_id)[0]).toBe(large.transaction_id)
  expect(Math.max(...items.map((row) => row.expected_loss))).toBeLessThanOrEqual(5_000)
})

it('has no amount in another currency than its own where it has minor units of its own', async () => {
  const yen = await mintTenant({ currency: 'JPY' })
  const yenKey = await scoringKey(yen)
  await rate('USD', '2026-01-01', '150.005', yen.tenant)
  expect((await score(payment({ amount: 100.5 }), { key: yenKey })).status).toBe(400)
  const { transaction_id: id } = await (
    await score(payment({ amount: 0.5, currency: 'USD' }), { key: yenKey })
  ).json()
  expect(await stored(id)).toMatchObject({ amount: '0.50', converted_amount: '75' })
})

describe('repeated requests', () => {
  it('returns the first response of a key, with its rejected row, after a rate was added', async () => {
    const transactions = [
      payment({ amount: 20, currency: 'SEK', external_id: 'sek-1' }),
      payment({ amount: 20, external_id: 'usd-1' }),
    ]
    const first = await scoreBatch({ transactions }, { key, idempotencyKey: 'batch-1' })
    const body = await first.text()
    expect(JSON.parse(body)).toMatchObject({
      scored: 1,
      refused: 1,
      results: [{ status: 422 }, { status: 200 }],
    })
    await rate('SEK', '2026-01-01', '0.1')
    const again = await scoreBatch({ transactions }, { key, idempotencyKey: 'batch-1' })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.text()).toBe(body)
    const other = await (await scoreBatch({ transactions }, { key, idempotencyKey: 'batch-2' })).json()
    expect(other.results).toMatchObject([
      { status: 200, replayed: false },
      { status: 200, replayed: true },
    ])
  })

  it('returns the first response after the rate has changed, whatever the case of the code', async () => {
    await rate('NOK', '2026-01-01', '0.1')
    const row = payment({ amount: 20, currency: 'NOK', external_id: 'nok-1' })
    const first = await (await score(row, { key })).text()
    await rate('NOK', '2026-01-01', '0.2')
    const again = await score({ ...row, currency: 'nok' }, { key })
    expect(await again.text()).toBe(first)
    expect(await stored(JSON.parse(first).transaction_id)).toMatchObject({
      currency_rate: '0.1',
      converted_amount: '2.00',
    })
    const { transaction_id: id } = await (await score({ ...row, external_id: 'nok-2' }, { key })).json()
    expect(await stored(id)).toMatchObject({ currency_rate: '0.2', converted_amount: '4.00' })
  })

  it('leaves the key of a rejected single request free', async () => {
    const row = payment({ amount: 20, currency: 'DKK' })
    expect((await score(row, { key, idempotencyKey: 'single-1' })).status).toBe(422)
    await rate('DKK', '2026-01-01', '0.15')
    expect((await score(row, { key, idempotencyKey: 'single-1' })).status).toBe(200)
  })
})

it('keeps totals per hour in the currency of the institution', async () => {
  const totals = await withClient('superuser', async (client) => {
    const sql = `select distinct currency from activity_hours where tenant_id = $1 union
                 select distinct currency from activity_places where tenant_id = $1`
    return (await client.query(sql, [minted.tenant.id])).rows
  })
  expect(totals).toEqual([{ currency: 'USD' }])
})

it('accepts the names of PaySim for money in another currency', async () => {
  const row = paysimRow({ step: undefined, occurred_at: AT, currency: 'IDR' })
  expect((await score(row, { key })).status).toBe(200)
})
