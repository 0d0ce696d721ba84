import { setTimeout as sleep } from 'node:timers/promises'
import { lockStripes } from '@/lib/scoring/states'
import { exportRejects, listUploads, uploadTransactions } from '@/lib/scoring/uploads'
import { uploadLabels } from '@/lib/scoring/uploads/labels/upload-labels'
import type { Context } from '@/lib/contract/context'
import { TIMEOUTS } from '@/lib/platform/db'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow, scoreBatch, scoringKey } from '../../../support/scoring'
import { csvOf, uploadMapping } from '../../../support/upload'

/** Guarantee: each line of a file of labels is recorded, a duplicate or rejected, with the time at which it became known. */

const OCCURRED = '2026-02-01T10:00:00.000Z'
let minted: MintedTenant
let senior: Context
beforeAll(async () => {
  minted = await mintTenant()
  senior = minted.as.senior_analyst
  const transactions = Array.from({ length: 150 }, (_, i) =>
    paysimRow({
      step: undefined,
      occurred_at: OCCURRED,
      external_id: `t-${i}`,
      nameOrig: `C-label-${i % 9}`,
      amount: 10 + i,
    }),
  )
  const response = await scoreBatch({ transactions }, { key: await scoringKey(minted) })
  expect(response.status).toBe(200)
})

const upload = (ctx: Context, csv: string, mapping?: object) =>
  uploadLabels(
    ctx,
    { name: 'labels.csv', bytes: Buffer.from(csv), mapping: mapping && JSON.stringify(mapping) },
    performance.now(),
  )

const labelsOf = (externalId: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{
      is_fraud: boolean
      sign: number
      source: string
      arrived_at: Date
    }>(
      `select l.is_fraud, l.sign, l.source, l.arrived_at from transaction_labels l
         join transactions t on t.tenant_id = l.tenant_id and t.id = l.transaction_id
        where t.tenant_id = $1 and t.external_id = $2 order by l.seq`,
      [minted.tenant.id, externalId],
    )
    return rows
  })

it('records labels with their time, says which are known already, and which rows are bad', async () => {
  const known_at = '2026-03-01T00:00:00.000Z'
  const row = (external_id: string, label: string, at = known_at) => ({ external_id, label, known_at: at })
  const rows = [
    ...Array.from({ length: 120 }, (_, i) => row(`t-${i}`, i % 2 === 0 ? 'fraud' : 'genuine')),
    row('t-0', 'fraud'),
    row('t-1', 'fraud'),
    row('unknown', 'fraud'),
    row('t-130', 'perhaps'),
    row('t-131', 'fraud', '2026-01-01T00:00:00Z'),
    row('t-132', 'fraud', '2026-03-01 00:00'),
    row('', 'fraud'),
  ]
  const result = await upload(senior, csvOf(rows))
  expect(result).toMatchObject({
    uploaded: 127,
    labelled: 121,
    fraud: 61,
    genuine: 60,
    duplicates: 1,
    rejected: 5,
  })
  expect(result.errors.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [124, 'external_id', 'is the id of no transaction'],
    [125, 'label', expect.stringContaining('is none of the words')],
    [126, 'known_at', 'is before the transaction'],
    [127, 'known_at', expect.stringContaining('has no time zone')],
    [128, 'external_id', 'is empty'],
  ])
  expect(await labelsOf('t-0')).toEqual([
    { is_fraud: true, sign: 1, source: 'upload', arrived_at: new Date(known_at) },
  ])
  expect((await labelsOf('t-1')).map(({ is_fraud, sign }) => [is_fraud, sign])).toEqual([
    [false, 1],
    [false, -1],
    [true, 1],
  ])
  expect(await labelsOf('t-130')).toEqual([])
  const [newest] = (await listUploads(senior)).items
  expect(newest).toMatchObject({
    kind: 'labels',
    status: 'completed',
    rows_uploaded: 127,
    rows_labelled: 121,
    rows_scored: 0,
    rows_duplicate: 1,
    rows_rejected: 5,
    has_rejects: true,
  })

  const csv = await new Response((await exportRejects(senior, newest!.id)).csv).text()
  const mended = csv
    .replace('"unknown"', '"t-140"')
    .replace('"perhaps"', '"genuine"')
    .replace('"2026-01-01T00:00:00Z"', '"2026-03-02T00:00:00Z"')
    .replace('"2026-03-01 00:00"', '"2026-03-02T00:00:00Z"')
  expect(await upload(senior, mended)).toMatchObject({ uploaded: 5, labelled: 4, rejected: 1 })
  expect(await upload(senior, mended)).toMatchObject({ uploaded: 5, labelled: 0, duplicates: 4, rejected: 1 })
})

it('reads other columns and words by a mapping, and without times records that it is known now', async () => {
  const before = Date.now()
  const mapping = {
    delimiter: ';',
    columns: {
      externalId: { column: 'Ref' },
      label: { column: 'Ergebnis', fraud: ['Betrug'], legitimate: ['Echt'] },
    },
  }
  expect(await upload(senior, 'Ref;Ergebnis\nt-145;Betrug\nt-146;Echt\n', mapping)).toMatchObject({
    labelled: 2,
    fraud: 1,
    genuine: 1,
  })
  expect((await labelsOf('t-145'))[0]!.arrived_at.getTime()).toBeGreaterThanOrEqual(before - 1_000)
})

it.each([
  ['no column of ids', 'label\nfraud\n', {}, /column/],
  ['no rows', 'external_id,label\n', undefined, /has a header and no rows/],
  ['a mapping that is none', 'external_id,label\nt-1,1\n', { columns: {} }, /mapping: columns/],
  ['a workbook', 'PK\x03\x04', undefined, /Excel workbook/],
])('rejects a file with %s, and records the attempt', async (_case, csv, mapping, reason) => {
  const given = Object.keys(mapping ?? {}).length > 0 ? mapping : undefined
  await expect(upload(senior, csv, given)).rejects.toMatchObject({ detail: expect.stringMatching(reason) })
  const [newest] = (await listUploads(senior)).items
  expect(newest).toMatchObject({ kind: 'labels', status: 'rejected', rows_uploaded: 0 })
})

it('is not for analysts, and finds no transaction of another institution', async () => {
  const csv = csvOf([{ external_id: 't-149', label: 'fraud' }])
  await expect(upload(minted.as.analyst, csv)).rejects.toMatchObject({ code: 'missing-permission' })
  const other = await mintTenant()
  expect(await upload(other.as.admin, csv)).toMatchObject({ labelled: 0, rejected: 1 })
  expect(await labelsOf('t-149')).toEqual([])
})

it('waits for states that others hold for longer than a lock is waited for, and records every row', async () => {
  const rows = [{ external_id: 't-147', label: 'fraud' }]
  // Other tests wait longer than a file is patient (tests/support/connections.ts).
  const { stripes: others } = TIMEOUTS
  Object.assign(TIMEOUTS, { stripes: 2_500 })
  const waiting = `
    select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and classid = $1::int::oid
       and database = (select oid from pg_database where datname = current_database())`
  const result = await withClient('superuser', async (client) => {
    await client.query('begin')
    const stripes = lockStripes(
      minted.tenant.id,
      Array.from({ length: 64 }, (_, stripe) => stripe),
    )
    await client.query(stripes.text, stripes.values)
    let ended = false
    const recording = upload(senior, csvOf(rows)).finally(() => (ended = true))
    const isWaiting = async () =>
      (await client.query<{ n: number }>(waiting, [stripes.values[0]])).rows[0]!.n > 0
    while (!ended && !(await isWaiting())) await sleep(20)
    // Its first transaction gives up.
    while (!ended && (await isWaiting())) await sleep(20)
    await client.query('commit')
    return await recording
  }).finally(() => Object.assign(TIMEOUTS, { stripes: others }))
  expect(result).toMatchObject({ uploaded: 1, labelled: 1, duplicates: 0, rejected: 0 })
  expect(await labelsOf('t-147')).toHaveLength(1)
}, 300_000)

it('is no earlier upload of the same bytes as transactions', async () => {
  const bytes = 'external_id,label,step,type,amount,nameOrig\nt-148,1,700,PAYMENT,5,C-same\n'
  const transactions = { name: 'same.csv', bytes: Buffer.from(bytes), answers: undefined }
  const mapping = JSON.stringify({ ...uploadMapping, delimiter: ',' })
  await upload(senior, bytes)
  const first = await uploadTransactions(senior, { ...transactions, mapping }, performance.now())
  expect(first.duplicate_of).toBeNull()
  await upload(senior, bytes)
  const [labels] = (await listUploads(senior)).items
  expect(labels).toMatchObject({ kind: 'labels', duplicate_of: expect.any(String) as string })
  expect(labels!.duplicate_of).not.toBe(first.upload_id)
})
