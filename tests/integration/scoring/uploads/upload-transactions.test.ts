import { exportRejects, listUploads, uploadTransactions } from '@/lib/scoring/uploads'
import { checkFile } from '@/lib/scoring/uploads/check-file'
import type { SentFile } from '@/lib/scoring/uploads/file/open-file'
import { listTransactions, summarizeTransactions } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import type { Context } from '@/lib/contract/context'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { countRows, paysimRow, score, scoringKey } from '../../../support/scoring'
import { csvOf } from '../../../support/upload'

/** Guarantee: every data line of a file is scored, a duplicate or rejected, once; what the API would do, a file does. */

const rowsOf = (count: number, changes: (i: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, i) =>
    paysimRow({ step: 700 + (i % 40), amount: 10 + i, nameOrig: `C-file-${i % 7}`, ...changes(i) }),
  )

const fileOf = (csv: string, texts: Partial<SentFile> = {}): SentFile => ({
  name: 'payments.csv',
  bytes: Buffer.from(csv),
  mapping: undefined,
  answers: undefined,
  ...texts,
})

const upload = (ctx: Context, csv: string, texts?: Partial<SentFile>) =>
  uploadTransactions(ctx, fileOf(csv, texts), performance.now())

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(stream).text()
}

/** Stored counts of an upload, and the rows that they count. */
const storedOf = (uploadId: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `select u.row_count, u.scored_count, u.duplicate_count, u.rejected_count,
              (select count(*)::int from upload_rows r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as named_rows,
              (select count(*)::int from upload_rows r join transactions t on t.tenant_id = r.tenant_id and t.id = r.transaction_id
                where r.tenant_id = u.tenant_id and r.upload_id = u.id and t.source = 'upload') as transactions
         from uploads u where u.id = $1`,
      [uploadId],
    )
    return rows[0]!
  })

let minted: MintedTenant
let senior: Context
beforeAll(async () => {
  minted = await mintTenant()
  senior = minted.as.senior_analyst
})

it('scores every row of a file, over several transactions of the database, and names the rows', async () => {
  const result = await upload(senior, csvOf(rowsOf(300)))
  expect(result).toMatchObject({
    uploaded: 300,
    scored: 300,
    duplicates: 0,
    rejected: 0,
    errors: [],
    duplicate_of: null,
  })
  expect(result.high + result.medium + result.low).toBe(300)
  expect(await storedOf(result.upload_id)).toEqual({
    row_count: 300,
    scored_count: 300,
    duplicate_count: 0,
    rejected_count: 0,
    named_rows: 300,
    transactions: 300,
  })
  const [newest] = (await listUploads(minted.as.analyst)).items
  expect(newest).toMatchObject({
    id: result.upload_id,
    status: 'completed',
    rows_scored: 300,
    filename: 'payments.csv',
  })
})

it('lists exactly the rows of a file, by risk band too', async () => {
  const result = await upload(
    senior,
    csvOf(rowsOf(60, (i) => ({ nameOrig: `C-list-${i}`, amount: 1_000_000 * i + 1 }))),
  )
  for (const [given, expected] of [
    [{}, 60],
    [{ risk_band: 'high' }, result.high],
    [{ risk_band: 'low' }, result.low],
    [{ q: 'C-list-7' }, 1],
  ] as const) {
    for (const order of ['time', 'loss']) {
      const filter = transactionFilter.parse({ upload: result.upload_id, order, ...given })
      expect((await listTransactions(minted.as.analyst, filter, { limit: 100 })).items).toHaveLength(expected)
      expect(await summarizeTransactions(minted.as.analyst, filter)).toMatchObject({
        total: { count: expected, capped: false },
      })
    }
  }
})

it('scores nothing twice: the same file, its rows in another order, and rows that the API has scored', async () => {
  const rows = rowsOf(40, (i) => ({
    nameOrig: `C-again-${i}`,
    external_id: i % 2 === 0 ? `again-${i}` : undefined,
  }))
  const first = await upload(senior, csvOf(rows))
  const before = await countRows(minted.tenant.id, 'predictions')
  const again = await upload(senior, csvOf(rows))
  expect(again).toMatchObject({
    uploaded: 40,
    scored: 0,
    duplicates: 40,
    rejected: 0,
    duplicate_of: first.upload_id,
  })
  const shuffled = await upload(senior, csvOf(rows.toReversed()))
  expect(shuffled).toMatchObject({ scored: 0, duplicates: 40, duplicate_of: null })
  expect(await countRows(minted.tenant.id, 'predictions')).toBe(before)
  expect((await checkFile(senior, fileOf(csvOf(rows)))).counts).toEqual({
    uploaded: 40,
    scored: 0,
    duplicates: 40,
    rejected: 0,
  })

  const key = await scoringKey(minted)
  const row = {
    external_id: 'by-api',
    occurred_at: '2026-02-01T10:00:00.000Z',
    type: 'PAYMENT',
    amount: 12.5,
    sender_account: 'C-api',
  }
  await score(row, { key })
  const known = csvOf([row, { ...row, amount: 13 }, { ...row, external_id: 'by-file' }])
  expect(await upload(senior, known)).toMatchObject({
    scored: 1,
    duplicates: 1,
    rejected: 1,
    errors: [{ line: 3, column: 'external_id', field: 'external_id' }],
  })
})

it('rejects bad rows alone; corrected, the file of rejected rows is accepted', async () => {
  const rows = rowsOf(200, (i) => ({
    nameOrig: `C-half-${i}`,
    amount: i % 10 === 3 ? 'ten' : 10 + i,
    nameDest: '=cmd|0',
  }))
  const checked = await checkFile(senior, fileOf(csvOf(rows)))
  const result = await upload(senior, csvOf(rows))
  expect(result).toMatchObject({ uploaded: 200, scored: 180, rejected: 20 })
  expect(checked.counts).toEqual({ uploaded: 200, scored: 180, duplicates: 0, rejected: 20 })
  expect(checked.errors).toEqual(result.errors)
  expect(result.errors[0]).toEqual({
    line: 5,
    column: 'amount',
    field: 'amount',
    reason: 'is not a plain number',
  })
  const csv = await textOf((await exportRejects(senior, result.upload_id)).csv)
  expect(csv.trimEnd().split('\r\n')).toHaveLength(21)
  expect(csv).toContain(`"'=cmd|0"`)
  const mended = await upload(senior, csv.replaceAll('"ten"', '10'))
  expect(mended).toMatchObject({ uploaded: 20, scored: 20, rejected: 0 })
  expect(await storedOf(result.upload_id)).toMatchObject({ row_count: 200, named_rows: 180 })
})

it('rejects a row in a currency without a rate alone, and names its column', async () => {
  const rows = rowsOf(3, (i) => ({ nameOrig: `C-money-${i}`, currency: i === 1 ? 'SEK' : 'USD' }))
  expect(await upload(senior, csvOf(rows))).toMatchObject({
    scored: 2,
    rejected: 1,
    errors: [{ line: 3, column: 'currency', field: 'currency' }],
  })
})

it('keeps the attempt of a file that is rejected as a whole, and scores none of its rows', async () => {
  const before = await countRows(minted.tenant.id, 'transactions')
  const tooMany = csvOf(rowsOf(10_001))
  await expect(upload(senior, tooMany)).rejects.toMatchObject({ code: 'too-large' })
  await expect(
    upload(senior, 'occurred_at,type,amount,sender\n05/04/2026 10:00,PAYMENT,1,C1\n'),
  ).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [{ field: 'occurred_at', reason: expect.stringContaining('Is the day or the month first') }],
  })
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(before)
  const [asked, large] = (await listUploads(senior, { limit: 2 })).items
  expect(large).toMatchObject({
    status: 'rejected',
    rows_uploaded: 0,
    error_message: expect.stringContaining('10,000 rows'),
  })
  expect(asked).toMatchObject({ status: 'rejected', user: { name: 'senior_analyst' } })
})

it('goes on with the same file after scoring failed', async () => {
  const own = await mintTenant()
  const csv = csvOf(rowsOf(20))
  const stage = (to: string) =>
    withClient('superuser', (client) =>
      client.query('update model_versions set stage = $2 where tenant_id = $1', [own.tenant.id, to]),
    )
  await stage('registered')
  await expect(upload(own.as.admin, csv)).rejects.toMatchObject({ code: 'no-production-model' })
  await stage('production')
  expect(await upload(own.as.admin, csv)).toMatchObject({ uploaded: 20, scored: 20, duplicates: 0 })
  expect((await listUploads(own.as.admin)).items.map(({ status }) => status)).toEqual([
    'completed',
    'rejected',
  ])
})

it('is for senior analysts and administrators, and its rejected rows stay in the institution', async () => {
  await expect(upload(minted.as.analyst, csvOf(rowsOf(1)))).rejects.toMatchObject({
    code: 'missing-permission',
  })
  const { upload_id: id } = await upload(
    senior,
    csvOf(rowsOf(2, (i) => ({ amount: i === 0 ? 'x' : 5, nameOrig: 'C-own' }))),
  )
  const other = await mintTenant()
  await expect(exportRejects(other.as.admin, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(exportRejects(minted.as.analyst, id)).rejects.toMatchObject({ code: 'missing-permission' })
  expect((await listUploads(other.as.admin)).items).toEqual([])
})

it('counts two uploads of one file at the same time once', async () => {
  const csv = csvOf(rowsOf(150, (i) => ({ nameOrig: `C-twice-${i}` })))
  const both = await Promise.all([upload(senior, csv), upload(minted.as.admin, csv)])
  expect(both.map(({ uploaded }) => uploaded)).toEqual([150, 150])
  expect(both[0].scored + both[1].scored).toBe(150)
  expect(both[0].duplicates + both[1].duplicates).toBe(150)
})
