/** Guarantee: every figure, filter and order of amounts is in the institution's currency. */

import { createCase, getBrief } from '@/lib/desk/cases'
import { readActivity, readPlaces } from '@/lib/desk/dashboard'
import { getEntityProfile, getNetwork, listEntityTransactions } from '@/lib/desk/entities'
import {
  exportTransactions,
  findCounterfactual,
  getTransaction,
  listSimilar,
  listTransactions,
  summarizeTransactions,
} from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { useRate } from '../../support/currency-rates'
import { listQueue } from '../../support/list-queue'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { insertRaw } from '../../support/raw-transactions'
import { scoreRows, usePolicy } from '../../support/scored-rows'
import { scoringKey } from '../../support/scoring'

const AT = '2026-06-01T12:00:00Z'
const A = { kind: 'account', id: 'A' } as const

let minted: MintedTenant
let ids: Record<'usd' | 'idr' | 'jpy' | 'unrated', string>

const payment = (amount: number, currency: string) => ({
  type: 'TRANSFER',
  amount,
  currency,
  sender_account: 'A',
  receiver_account: 'B',
  country: 'US',
  occurred_at: AT,
})

beforeAll(async () => {
  minted = await mintTenant()
  await usePolicy(minted, [1e-9, 0.999999], [1e-9, 0.999999])
  await useRate(minted, 'IDR', '0.0000625')
  await useRate(minted, 'JPY', '0.0066')
  const rows = [payment(100.5, 'USD'), payment(800_000, 'IDR'), payment(30_000, 'JPY')]
  const [usd, idr, jpy] = (await scoreRows(await scoringKey(minted), rows)).map((row) => row.transaction_id)
  // As a release without rates stored it.
  const unrated = { at: AT, from: 'A', to: 'B', amount: 1e9, currency: 'VND', country: 'US', score: 0.9 }
  const [old] = await insertRaw(minted.tenant.id, [{ ...unrated, outcome: 'review', band: 'medium' }])
  ids = { usd: usd ?? '', idr: idr ?? '', jpy: jpy ?? '', unrated: old ?? '' }
})

/** 100.50 + 50.00 + 198.00; the payment of VND has no rate. */
const TOTAL = '348.50'
const search = (filter: Record<string, unknown>) => transactionFilter.parse(filter)
const idsOf = (rows: { transaction_id: string }[]) => rows.map((row) => row.transaction_id).sort()

it('sums a search, and says how many matches have no rate', async () => {
  const summary = await summarizeTransactions(minted.as.analyst, search({}))
  expect(summary).toMatchObject({ total_amount: TOTAL, other_currencies: 1, total: { count: 4 } })
})

it('filters by amount', async () => {
  const found = async (filter: Record<string, unknown>) =>
    idsOf((await listTransactions(minted.as.analyst, search(filter), { limit: 10 })).items)
  expect(await found({ min_amount: '100' })).toEqual([ids.usd, ids.jpy].sort())
  expect(await found({ max_amount: '50.00' })).toEqual([ids.idr])
  expect(await found({ min_amount: '100', max_amount: '150' })).toEqual([ids.usd])
})

it('shows the received amount with its own decimals beside the converted one', async () => {
  const { items } = await listTransactions(minted.as.analyst, search({}), { limit: 10 })
  const shown = Object.fromEntries(
    items.map(({ transaction_id: id, amount, currency, converted }) => [id, { amount, currency, converted }]),
  )
  expect(shown).toEqual({
    [ids.usd]: { amount: '100.50', currency: 'USD', converted: null },
    [ids.idr]: { amount: '800000.00', currency: 'IDR', converted: { amount: '50.00', currency: 'USD' } },
    [ids.jpy]: { amount: '30000', currency: 'JPY', converted: { amount: '198.00', currency: 'USD' } },
    [ids.unrated]: { amount: '1000000000', currency: 'VND', converted: null },
  })
})

it('orders the queue by loss, with a payment without a rate last', async () => {
  const { items } = await listQueue(minted.as.analyst, { order: 'loss' })
  const losses = items.map((row) => [row.transaction_id, row.expected_loss] as const)
  expect(losses.at(-1)).toEqual([ids.unrated, 0])
  for (const { score, amount, converted, expected_loss } of items.slice(0, -1))
    expect(expected_loss).toBeCloseTo(score * Number(converted?.amount ?? amount), 9)
  expect(await getTransaction(minted.as.analyst, ids.unrated)).toMatchObject({ expected_loss: 0 })
})

it('sums the dashboard and the map', async () => {
  const { totals, timeseries, breakdown } = await readActivity(minted.as.analyst, 'all')
  expect(totals).toMatchObject({ currency: 'USD', flagged_amount: TOTAL, blocked_in_other_currencies: [] })
  expect(timeseries.points.every((point) => point.blocked_amount === '0.00')).toBe(true)
  const { items } = await listQueue(minted.as.analyst, {})
  const loss = items.reduce((sum, row) => sum + row.expected_loss, 0)
  expect(breakdown.types[0]?.expected_loss).toBeCloseTo(loss, 9)
  const { places } = await readPlaces(minted.as.analyst, 'world', 'all')
  expect(places).toMatchObject([{ code: 'US', transactions: 4, amount: TOTAL }])
})

it('sums what an entity sent, its usual amounts and its network', async () => {
  const { activity, usual } = await getEntityProfile(minted.as.analyst, A)
  expect(activity).toMatchObject({ sent: { transactions: 4, amount: TOTAL }, other_currencies: 1 })
  expect(usual).toMatchObject({ median_amount: '100.50', p90_amount: '178.50' })
  const { edges } = await getNetwork(minted.as.analyst, A, { hops: 1 })
  expect(edges).toMatchObject([{ transactions: 4, amount: TOTAL }])
  const { items } = await listEntityTransactions(minted.as.analyst, A)
  expect(items.find((row) => row.transaction_id === ids.jpy)).toMatchObject({
    amount: '30000',
    converted: { amount: '198.00', currency: 'USD' },
  })
})

it('sums a case, with what has no rate beside the sum', async () => {
  const opened = {
    title: 'case',
    priority: 'low' as const,
    transaction_ids: Object.values(ids),
    entities: [],
  }
  const { id } = await createCase(minted.as.analyst, opened)
  const { sentences, transactions } = await getBrief(minted.as.analyst, id)
  expect(sentences.join(' ')).toContain('USD 348.50 and VND 1,000,000,000 in all')
  expect(transactions.find((row) => row.transaction_id === ids.idr)?.converted?.amount).toBe('50.00')
})

it('exports the received and the converted amount', async () => {
  const { csv } = await exportTransactions(minted.as.admin, search({}))
  const text = await new Response(csv).text()
  const lineOf = (id: string) => text.split('\r\n').find((line) => line.startsWith(id)) ?? ''
  expect(lineOf(ids.jpy)).toMatch(/,30000,JPY,.*,198\.00,USD,$/)
  expect(lineOf(ids.usd)).toMatch(/,100\.50,USD,.*,,,$/)
})

it('finds similar transactions by the amount in the currency of the institution', async () => {
  const similar = async (id: string) => idsOf(await listSimilar(minted.as.analyst, id, 10))
  expect(await similar(ids.idr)).toEqual([])
  expect(await similar(ids.jpy)).toEqual([ids.usd])
  expect(await similar(ids.unrated)).toEqual([])
})

it('explains what would have changed the outcome in the currency of the institution', async () => {
  const { flips } = await findCounterfactual(minted.as.analyst, ids.jpy)
  for (const { fact, from } of flips.flatMap(({ changes }) => changes)) {
    if (fact === 'amount') expect(from).toBe('198.00 USD')
  }
})
