import { recordDecision } from '@/lib/desk/decisions'
import { listTransactions, summarizeTransactions } from '@/lib/desk/transactions'
import { type TransactionRow, transactionFilter } from '@/lib/desk/transactions/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, scoresOf, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** Every filter finds exactly its rows, page by page, and its figures are those of its rows. The oracle filters in memory. */
type Given = Record<string, string>

let minted: MintedTenant
let all: TransactionRow[]

const rowsFor = () =>
  tyingRows(90, 'found').map((row, i) => ({
    ...row,
    step: 700 + (i % 50),
    external_id: `X-${String(i).padStart(3, '0')}`,
    device_id: i % 4 === 0 ? `D_${i % 3}%` : undefined,
    phone: i % 6 === 0 ? `+1555000${i % 10}` : undefined,
    country: ['US', 'us', 'NG', undefined][i % 4],
    latitude: i % 4 < 2 ? 34.05 : undefined,
    longitude: i % 4 < 2 ? -118.24 : undefined,
    nameOrig: `C-found-from-${i % 9}`,
  }))

/** Every fifth transaction, as if a replay had scored it. */
const REPLAYED = `
  update scored_transactions set replayed = true
   where tenant_id = $1 and right(external_id, 1) in ('0', '5')`

beforeAll(async () => {
  minted = await mintTenant()
  const key = await scoringKey(minted)
  const scores = await scoresOf(tyingRows(60, 'found'))
  const at = (share: number) => scores[Math.floor(share * scores.length)] as number
  await usePolicy(minted, [at(0.3), at(0.7)], [at(0.25), at(0.75)])
  const scored = await scoreRows(key, rowsFor())
  const decisions = ['confirmed_fraud', 'false_positive', 'escalated'] as const
  for (const [i, { transaction_id }] of scored.entries()) {
    const decision = decisions[i % 7]
    if (decision) await recordDecision(minted.as.analyst, transaction_id, { decision })
  }
  await withClient('superuser', (client) => client.query(REPLAYED, [minted.tenant.id]))
  all = (await listTransactions(minted.as.analyst, transactionFilter.parse({}), { limit: 200 })).items
})

/** All pages, three rows each or with a scan so short that pages end before they are full. */
async function walk(given: Given, scanLimit?: number): Promise<TransactionRow[]> {
  const filter = transactionFilter.parse(given)
  const found: TransactionRow[] = []
  let cursor: string | undefined
  do {
    const page = await listTransactions(minted.as.analyst, filter, {
      limit: 3,
      cursor,
      ...(scanLimit && { scanLimit }),
    })
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
  return found
}

const utc = (row: TransactionRow) => new Date(row.occurred_at)
const party = (row: TransactionRow) => [row.sender_account, row.receiver_account, row.device_id, row.phone]

const FILTERS: [Given, (row: TransactionRow) => boolean][] = [
  [{}, () => true],
  [{ type: 'TRANSFER' }, (row) => row.type === 'TRANSFER'],
  [{ risk_band: 'high' }, (row) => row.risk_band === 'high'],
  [{ risk_band: 'low' }, (row) => row.risk_band === 'low'],
  [{ outcome: 'flagged' }, (row) => row.outcome !== 'approve'],
  [{ outcome: 'approve' }, (row) => row.outcome === 'approve'],
  [{ outcome: 'block', decision: 'pending' }, (row) => row.outcome === 'block' && row.decision === null],
  [{ decision: 'decided' }, (row) => row.decision !== null],
  [{ decision: 'false_positive' }, (row) => row.decision === 'false_positive'],
  [{ reason: 'score_above_review' }, (row) => row.reason_codes.includes('score_above_review')],
  [
    { min_amount: '100', max_amount: '1000.00' },
    (row) => Number(row.amount) >= 100 && Number(row.amount) <= 1000,
  ],
  [{ min_score: '0.01' }, (row) => row.score >= 0.01],
  [{ from: '2026-02-04', to: '2026-02-04' }, (row) => row.occurred_at.startsWith('2026-02-04')],
  [{ from: '2026-02-04T02:00:00+01:00' }, (row) => row.occurred_at >= '2026-02-04T01:00:00.000Z'],
  [{ country: 'US' }, (row) => row.country === 'US' || row.country === 'USA'],
  [{ country: 'NG', type: 'PAYMENT' }, (row) => row.country === 'NG' && row.type === 'PAYMENT'],
  [{ region: 'US-CA' }, (row) => row.country === 'US' || row.country === 'USA'],
  [{ weekday: '3' }, (row) => utc(row).getUTCDay() === 3],
  [{ hour: '7' }, (row) => utc(row).getUTCHours() === 7],
  [{ replayed: 'only' }, (row) => row.replayed],
  [{ replayed: 'without' }, (row) => !row.replayed],
  [{ replayed: 'only', outcome: 'flagged' }, (row) => row.replayed && row.outcome !== 'approve'],
  [{ q: 'C-found-from-3' }, (row) => party(row).includes('C-found-from-3')],
  [{ q: 'C-found-to-1' }, (row) => party(row).includes('C-found-to-1')],
  [{ q: 'C-found-from' }, (row) => row.sender_account.startsWith('C-found-from')],
  [{ q: 'D_0%' }, (row) => row.device_id === 'D_0%'],
  [{ q: 'D_' }, (row) => row.device_id !== null],
  [{ q: '+1555000' }, (row) => row.phone !== null],
  [{ q: 'X-01' }, (row) => row.external_id?.startsWith('X-01') === true],
  [{ q: 'X-010' }, (row) => row.external_id === 'X-010'],
  [{ q: 'ound-from-5' }, (row) => row.sender_account === 'C-found-from-5'],
  [
    { q: 'C-found-from-3', risk_band: 'high' },
    (row) => row.sender_account === 'C-found-from-3' && row.risk_band === 'high',
  ],
]

const ids = (rows: readonly TransactionRow[]) => rows.map((row) => row.transaction_id)
const byLoss = (a: TransactionRow, b: TransactionRow) =>
  b.expected_loss - a.expected_loss || (a.transaction_id < b.transaction_id ? 1 : -1)

describe.each(FILTERS)('%j', (given, keep) => {
  it('finds exactly its rows in both orders, also when a page reads only seven rows', async () => {
    const expected = all.filter(keep)
    expect(expected.length).toBeGreaterThan(0)
    expect(ids(await walk(given))).toEqual(ids(expected))
    expect(ids(await walk(given, 7))).toEqual(ids(expected))
    expect(ids(await walk({ ...given, order: 'loss' }))).toEqual(ids(expected.toSorted(byLoss)))
  })

  it('sums the rows of the list', async () => {
    const expected = all.filter(keep)
    const count = (test: (row: TransactionRow) => boolean) => expected.filter(test).length
    const cents = expected.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
    const summary = await summarizeTransactions(minted.as.analyst, transactionFilter.parse(given))
    expect(summary).toMatchObject({
      total: { count: expected.length, capped: false },
      total_amount: (cents / 100).toFixed(2),
      confirmed_fraud: count((row) => row.decision === 'confirmed_fraud'),
      false_positives: count((row) => row.decision === 'false_positive'),
      pending: count((row) => row.decision === null && row.outcome !== 'approve'),
      complete: true,
    })
  })
})

it('finds a transaction by its id or its beginning, and nothing for an unknown id', async () => {
  const [row] = all
  if (!row) throw new Error('nothing was scored')
  const found = async (q: string) => ids((await walk({ q })).slice(0, 5))
  expect(await found(row.transaction_id)).toEqual([row.transaction_id])
  expect(await found(row.transaction_id.slice(0, 30))).toContain(row.transaction_id)
  expect(await found('nobody-at-all')).toEqual([])
  expect(await found('%')).toEqual([])
})

it('reports how far a stopped search came, and that its figures are partial', async () => {
  const filter = transactionFilter.parse({ q: 'X-010' })
  const rare = transactionFilter.parse({ min_amount: '1999' })
  const page = await listTransactions(minted.as.analyst, rare, { limit: 50, scanLimit: 10 })
  expect(page.searched_back_to).toBe(all[9]?.occurred_at)
  expect(page.next_cursor).not.toBeNull()
  const summary = await summarizeTransactions(minted.as.analyst, rare, { scanLimit: 10 })
  expect(summary).toMatchObject({ complete: false, total: { capped: true } })
  expect((await listTransactions(minted.as.analyst, filter, { limit: 50 })).searched_back_to).toBeNull()
})

it('shows nothing of another tenant', async () => {
  const other = await mintTenant()
  for (const [given] of FILTERS) {
    const filter = transactionFilter.parse(given)
    expect((await listTransactions(other.as.admin, filter, { limit: 50 })).items).toEqual([])
    expect((await summarizeTransactions(other.as.admin, filter)).total.count).toBe(0)
  }
})
