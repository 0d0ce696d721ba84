import { writeAudit } from '@/lib/access/audit'
import { exportTransactions, listSimilar, listTransactions } from '@/lib/desk/transactions'
import {
  exportTransactionsOperation,
  investigateOperation,
  listSimilarTransactionsOperation,
} from '@/lib/desk/transactions/api'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { EXPORTS_PER_HOUR } from '@/lib/http/export-limit'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

jest.mock('@/lib/access/audit', () => {
  const real = jest.requireActual<typeof import('@/lib/access/audit')>('@/lib/access/audit')
  return { ...real, writeAudit: jest.fn(real.writeAudit) }
})

/** What the search returns over HTTP, what an export holds, and who may have one. */
let minted: MintedTenant
let headers: Record<string, string>

beforeAll(async () => {
  minted = await mintTenant()
  const key = await scoringKey(minted)
  await scoreRows(key, tyingRows(60, 'asked'))
  await scoreRows(key, [{ ...tyingRows(1, 'x')[0], nameOrig: '=HYPERLINK("x")', nameDest: 'C-a;=b' }])
  headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
})

const ask = (query: string) => callOperation(investigateOperation, { headers, query })
const all = transactionFilter.parse({})
const textOf = async (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

describe('investigate', () => {
  it('returns a page, its cursor and the figures of the whole filter', async () => {
    const body = await (await ask('?limit=10&type=TRANSFER')).json()
    expect(body.items).toHaveLength(10)
    expect(body).toMatchObject({
      searched_back_to: null,
      more_ids: false,
      stats: { total: { count: 21, capped: false }, complete: true, confirmed_fraud: 0, other_currencies: 0 },
    })
    const next = await (await ask(`?limit=200&type=TRANSFER&cursor=${body.next_cursor}`)).json()
    expect(next.items).toHaveLength(11)
    expect(next.next_cursor).toBeNull()
    expect(next.stats).toEqual(body.stats)
  })

  it('rejects a cursor of another filter', async () => {
    const { next_cursor } = await (await ask('?limit=10')).json()
    const response = await ask(`?limit=10&type=TRANSFER&cursor=${next_cursor}`)
    expect((await response.json()).type).toBe('/docs/problems/invalid-cursor')
  })

  it.each([
    'type=WIRE',
    'risk_band=severe',
    'outcome=maybe',
    'decision=no',
    'reason=A B',
    'min_score=2',
    'min_score=',
    'max_score=-1',

    'min_amount=1.23456',
    'max_amount=1e9',
    'from=yesterday',
    'from=2026-02-30',
    'to=0000-01-01',
    'country=uk',
    'region=CA',

    'weekday=0',
    'weekday=8',
    'hour=24',
    'order=amount',
    'q=',
    `q=${'x'.repeat(65)}`,
    'risk=high',
    'limit=201',
  ])('rejects %s and names the field', async (query) => {
    const response = await ask(`?${query}`)
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: { field: string }[] }
    expect(errors[0]?.field).toBe(query.split('=')[0])
  })
})

describe('similar transactions', () => {
  it('have the same type and risk band and a similar amount, the nearest score first', async () => {
    const { items } = await listTransactions(minted.as.analyst, all, { limit: 200 })
    const subject = items.find(({ type, amount }) => type === 'TRANSFER' && amount === '405.00')
    if (!subject) throw new Error('the subject was not scored')
    const fits = items.filter(
      (row) =>
        row.transaction_id !== subject.transaction_id &&
        row.type === subject.type &&
        row.risk_band === subject.risk_band &&
        Number(row.amount) >= 202.5 &&
        Number(row.amount) <= 607.5,
    )
    const found = await listSimilar(minted.as.analyst, subject.transaction_id, 50)
    expect(found.map(({ transaction_id }) => transaction_id).sort()).toEqual(
      fits.map(({ transaction_id }) => transaction_id).sort(),
    )
    expect(found.length).toBeGreaterThan(0)
    const distances = found.map(({ score }) => Math.abs(score - subject.score))
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    const call = (id: string, query = '') =>
      callOperation(listSimilarTransactionsOperation, { headers, params: { id }, query })
    expect((await (await call(subject.transaction_id, '?limit=1')).json()).items).toHaveLength(1)
    expect((await call(newId())).status).toBe(404)
    expect((await call(subject.transaction_id, '?limit=51')).status).toBe(400)
    const other = await mintTenant()
    await expect(listSimilar(other.as.analyst, subject.transaction_id, 1)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('the export', () => {
  const auditRows = () =>
    withClient('superuser', async (client) => {
      const sql = `select after from audit_log where tenant_id = $1 and action = 'transactions.exported' order by seq`
      return (await client.query<{ after: unknown }>(sql, [minted.tenant.id])).rows.map(({ after }) => after)
    })

  it('has the rows of the list without formulas, and is audited', async () => {
    const response = await callOperation(exportTransactionsOperation, { headers, query: '?type=TRANSFER' })
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('x-export-rows')).toBe('21')
    expect(response.headers.get('x-export-truncated')).toBe('false')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="sentinel_investigate_\d{8}_\d{6}\.csv"$/,
    )
    const [head, ...lines] = (await response.text()).trimEnd().split('\r\n')
    expect(head).toBe(
      'transaction_id,occurred_at,scored_at,type,amount,currency,sender_account,receiver_account,device_id,phone,country,score,risk_band,outcome,reason_codes,decision,converted_amount,converted_currency,replayed',
    )
    const { items } = await listTransactions(
      minted.as.analyst,
      transactionFilter.parse({ type: 'TRANSFER' }),
      { limit: 200 },
    )
    expect(lines.map((line) => line.split(',')[0])).toEqual(items.map(({ transaction_id }) => transaction_id))
    const hostile = lines.find((line) => line.includes('HYPERLINK'))
    expect(hostile).toContain(`,5.00,USD,"'=HYPERLINK(""x"")","C-a;'=b",`)
    expect(await auditRows()).toEqual([
      { filter: { type: 'TRANSFER', order: 'time' }, rows: 21, truncated: false },
    ])
  })

  it('stops at its limit, with whole rows in the order of the list', async () => {
    const { admin } = minted.as
    const { csv, rows, truncated } = await exportTransactions(admin, all, { limit: 25, chunk: 10 })
    expect({ rows, truncated }).toEqual({ rows: 25, truncated: true })
    const { items } = await listTransactions(admin, all, { limit: 25 })
    const lines = (await textOf(csv)).trimEnd().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(',')[0])).toEqual(items.map(({ transaction_id }) => transaction_id))
    const exact = await exportTransactions(admin, all, { limit: 61, chunk: 10 })
    expect(exact).toMatchObject({ rows: 61, truncated: false })
    expect((await textOf(exact.csv)).trimEnd().split('\r\n')).toHaveLength(62)
  })

  it('returns nothing when the audit log cannot be written', async () => {
    jest.mocked(writeAudit).mockRejectedValueOnce(new Error('the audit log is not writable'))
    await expect(exportTransactions(minted.as.admin, all)).rejects.toThrow('the audit log is not writable')
  })

  it('rejects an analyst, and every user after ten exports in an hour', async () => {
    const fresh = await mintTenant()
    await expect(exportTransactions(fresh.as.analyst, all)).rejects.toMatchObject({
      code: 'missing-permission',
    })
    for (let i = 0; i < EXPORTS_PER_HOUR['transaction-exports']; i++)
      await exportTransactions(fresh.as.admin, all)
    await expect(exportTransactions(fresh.as.admin, all)).rejects.toMatchObject({ code: 'too-many-requests' })
    expect((await exportTransactions(fresh.as.senior_analyst, all)).rows).toBe(0)
  })
})
