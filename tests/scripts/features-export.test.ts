/** Guarantee: the training table holds the vectors that scoring would compute, and describes itself. */

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { FEATURE_COUNT, FEATURE_NAMES, FEATURES } from '@/lib/engine/features'
import { reportText } from '@/scripts/training-data/print-report'
import { writeTable } from '@/scripts/training-data/write-table'
import { readHistory } from '@/lib/scoring/history'
import { exportRows } from '@/scripts/training-data/replay-history'
import { trainingRow } from '@/scripts/training-data/replay-input'
import { historyRows } from '../support/history-file'

const SAMPLE = path.join(process.cwd(), 'tests/fixtures/paysim-sample.csv')
const DAY_MS = 86_400_000

let folder: string
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'features-export-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}
const bytesOf = (column: string, from = folder) => readFileSync(path.join(from, `${column}.bin`))
const doublesOf = (column: string) => {
  const bytes = bytesOf(column)
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i))
}
const tableOf = () => JSON.parse(readFileSync(path.join(folder, 'table.json'), 'utf8')) as { rows: number }

it('writes the vectors of the serving functions, in file order', async () => {
  const summary = await writeTable({ in: SAMPLE, out: folder })
  const rows = await historyRows(readHistory(SAMPLE, null))
  const vectors = [...exportRows(rows.map((row) => trainingRow(row, [])))]
  expect(vectors).toHaveLength(summary.rows)
  expect(bytesOf('features').length).toBe(summary.rows * FEATURE_COUNT * 4)
  expect(bytesOf('features')).toEqual(Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer))))
})

it('describes the table: names and families in model order, rows, labels, span and the hash of the input', async () => {
  const summary = await writeTable({ in: SAMPLE, out: folder })
  const lines = readFileSync(SAMPLE, 'utf8').trim().split('\n').slice(1)
  const frauds = lines.filter((line) => line.split(',')[9] === '1').length
  expect(summary).toMatchObject({ rows: lines.length, labels: { frauds, arrived: lines.length, never: 0 } })
  const at = doublesOf('occurred_at_ms')
  expect(tableOf()).toMatchObject({
    format: 2,
    rows: lines.length,
    features: FEATURE_NAMES,
    families: Object.fromEntries(FEATURES.map(({ name, family }) => [name, family])),
    sourceSha256: createHash('sha256').update(readFileSync(SAMPLE)).digest('hex'),
    mappingSha256: null,
    from: new Date(at[0]!).toISOString(),
    to: new Date(at[at.length - 1]!).toISOString(),
    typologies: [],
  })
  expect(bytesOf('label').reduce((total, label) => total + label, 0)).toBe(frauds)
  expect(doublesOf('label_at_ms')).toEqual(at.map((atMs) => atMs + 7 * DAY_MS))
})

it('reads a gzip file as the same rows', async () => {
  const zipped = write('sample.csv.gz', gzipSync(readFileSync(SAMPLE)))
  await writeTable({ in: SAMPLE, out: path.join(folder, 'plain') })
  await writeTable({ in: zipped, out: path.join(folder, 'zipped') })
  const features = (name: string) => bytesOf('features', path.join(folder, name))
  expect(features('zipped')).toEqual(features('plain'))
})

const OPTIONAL = 'external_id,occurred_at,device_id,latitude,longitude,label_at'
const MIXED = [
  `step,type,amount,nameOrig,oldbalanceOrg,nameDest,oldbalanceDest,isFraud,${OPTIONAL}`,
  '1,PAYMENT,10.5,C1,20.5,M1,0.0,0,t1,2026-03-01T00:00:00.000Z,D1,1.5,2.5,2026-03-02T00:00:00.000Z',
  '1,PAYMENT,99,C2,,,,1,t2,2026-03-01T00:00:00.250Z,,1.5,,',
].join('\n')

it('marks the present fields of a row, and a label that never arrives', async () => {
  const { labels } = await writeTable({ in: write('mixed.csv', MIXED), out: folder })
  expect(labels).toEqual({ frauds: 1, arrived: 1, never: 1 })
  expect([...bytesOf('segment')]).toEqual([1 + 2 + 4 + 8, 0])
  expect(doublesOf('label_at_ms')).toEqual([Date.UTC(2026, 2, 2), NaN])
  expect(doublesOf('occurred_at_ms')).toEqual([Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 1) + 250])
  expect(doublesOf('amount_minor')).toEqual([1050, 9900])
  expect(doublesOf('sender_balance_before_minor')).toEqual([2050, NaN])
})

it('stores the true label beside the recorded one, never in a feature', async () => {
  const file = write('mixed.csv', MIXED)
  const truth = write('truth.csv', 'external_id,is_fraud,typology\nt1,1,mule_chain\nt2,0,\n')
  await writeTable({ in: file, out: path.join(folder, 'without') })
  await writeTable({ in: file, out: folder, truth })
  expect(tableOf()).toMatchObject({ typologies: ['mule_chain'] })
  expect([...bytesOf('truth')]).toEqual([1, 0])
  expect([...bytesOf('typology')]).toEqual([1, 0])
  expect([...bytesOf('label')]).toEqual([0, 1])
  expect(bytesOf('features')).toEqual(bytesOf('features', path.join(folder, 'without')))
})

it.each([
  [
    'of other transactions',
    'external_id,is_fraud,typology\nt1,1,\nt9,0,\n',
    'row 2 is not about transaction t2',
  ],
  ['that is longer', 'external_id,is_fraud,typology\nt1,1,\nt2,0,\nt3,0,\n', '3 rows instead of 2'],
  ['that is shorter', 'external_id,is_fraud,typology\nt1,1,\n', 'row 2 is not about transaction t2'],
  ['with other columns', 'id,fraud\n1,0\n', 'line 1: external_id,is_fraud,typology is expected'],
  [
    'that says neither',
    'external_id,is_fraud,typology\nt1,yes,\n',
    'line 2, column is_fraud: 0 or 1 is expected',
  ],
])('rejects a truth file %s', async (_case, content, message) => {
  const truth = write('truth.csv', content)
  await expect(writeTable({ in: write('mixed.csv', MIXED), out: folder, truth })).rejects.toThrow(message)
})

it('rejects a damaged gzip file, a missing file and a file without rows', async () => {
  const damaged = write('cut.csv.gz', gzipSync(readFileSync(SAMPLE)).subarray(0, 2000))
  await expect(writeTable({ in: damaged, out: folder })).rejects.toThrow(/unexpected end of file/)
  await expect(writeTable({ in: path.join(folder, 'none.csv'), out: folder })).rejects.toThrow(/ENOENT/)
  const empty = write('empty.csv', MIXED.split('\n', 1)[0]!)
  await expect(writeTable({ in: empty, out: folder })).rejects.toThrow('a header and no rows')
})

const BROKEN = MIXED.replace('t2,2026', 't2,yesterday 2026')
const reportOf = () =>
  JSON.parse(readFileSync(path.join(folder, 'file-report.json'), 'utf8')) as Record<string, unknown>

it('stops at rejected rows with their total and stores them all, unless their share is allowed', async () => {
  const file = write('broken.csv', [BROKEN, ...Array<string>(30).fill('cut')].join('\n'))
  const message = /31 of 32 rows \(97 %\) are rejected:\n {2}Line 3, column occurred_at .*[^]*and 11 more/
  await expect(writeTable({ in: file, out: folder })).rejects.toThrow(message)
  await expect(writeTable({ in: file, out: folder })).rejects.toThrow('--allow-rejects 0.97')
  expect(() => tableOf()).toThrow(/ENOENT/)
  const rejects = readFileSync(path.join(folder, 'rejects.csv'), 'utf8').trim().split('\r\n')
  expect(rejects).toHaveLength(1 + 31)
  expect(rejects[0]).toBe('line,column,field,value,reason')
  expect(rejects[1]).toMatch(/^3,"occurred_at","occurredAt","yesterday 2026.*","is not an ISO 8601 time"$/)
  await expect(writeTable({ in: file, out: folder, allowRejects: 0.9 })).rejects.toThrow('rejected')
  expect(await writeTable({ in: file, out: folder, allowRejects: 0.97 })).toMatchObject({ rows: 1 })
  expect(tableOf()).toMatchObject({
    rows: 1,
    notes: expect.arrayContaining(['31 of 32 rows were rejected.']),
  })
})

it('pairs a truth file with the rows of a file of which some are rejected', async () => {
  const file = write('broken.csv', MIXED.replace('1,PAYMENT,10.5', '1,PAYMENT,ten'))
  const truth = write('truth.csv', 'external_id,is_fraud,typology\nt1,1,mule\nt2,0,\n')
  await writeTable({ in: file, out: folder, truth, allowRejects: 0.5 })
  expect([...bytesOf('truth')]).toEqual([0])
})

/** 40 days of 100 payments with five frauds a day, none from day 15 to 24. */
function historyWithGap(): string {
  const lines = ['occurred_at,type,amount,nameOrig,nameDest,isFraud']
  for (let i = 0; i < 4000; i++) {
    const day = Math.floor(i / 100)
    const at = new Date(Date.UTC(2026, 0, 5, 0, 0) + day * DAY_MS + (i % 100) * 600_000).toISOString()
    const fraud = i % 20 === 0 && (day < 15 || day > 24)
    lines.push(`${at},PAYMENT,${1 + (i % 9)}.50,A${i % 7},B${i % 5},${Number(fraud)}`)
  }
  return lines.join('\n')
}

it('keeps rows of days without labels out of the table, as history only, and says so', async () => {
  const summary = await writeTable({ in: write('gap.csv', historyWithGap()), out: folder })
  expect(summary.rows).toBe(3000)
  const days = [
    ...new Set(
      doublesOf('occurred_at_ms').map((ms) => Math.floor(ms / DAY_MS) - Date.UTC(2026, 0, 5) / DAY_MS),
    ),
  ]
  expect(days).toEqual([
    ...Array(15).keys(),
    ...Array(15)
      .fill(25)
      .map((day: number, i) => day + i),
  ])
  expect(reportOf()).toMatchObject({
    gaps: [{ from: '2026-01-20', to: '2026-01-29', rows: 1000, frauds: 0 }],
    notes: expect.arrayContaining([
      expect.stringContaining('Labels are missing from 2026-01-20 to 2026-01-29'),
    ]),
    stops: [],
  })
  const history = await historyRows(readHistory(path.join(folder, 'gap.csv'), null))
  const gap = [{ fromDay: Date.UTC(2026, 0, 20) / DAY_MS, toDay: Date.UTC(2026, 0, 29) / DAY_MS }] as never
  const all = history.map((row) => trainingRow(row, gap))
  const vectors = [...exportRows(all)].filter((_vector, i) => all[i]!.isExample)
  expect(bytesOf('features')).toEqual(Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer))))
})

it('judges columns without the days whose labels are missing', async () => {
  const lines = historyWithGap().split('\n')
  const flagged = lines.map((line, i) =>
    i === 0 ? `${line},declined_attempts` : `${line},${Number((i - 1) % 20 === 0)}`,
  )
  await writeTable({ in: write('gap.csv', flagged.join('\n')), out: folder })
  expect(reportOf()).toMatchObject({
    leaks: [{ column: 'declined_attempts', reason: 'the value "1" occurs in 150 rows, all of them fraud' }],
  })
})

it('reports a file before anything is computed, and why nothing can be trained on it', async () => {
  const reports: string[] = []
  await writeTable({ in: SAMPLE, out: folder, onReport: (report) => reports.push(reportText(report)) })
  expect(reports).toHaveLength(1)
  expect(reports[0]).toMatch(/^paysim-sample\.csv: \d+ rows, \d+ accepted, 0 rejected\nTime: 2026-/)
  for (const part of [
    'Labels: ',
    'week of 2026-',
    'Types: ',
    'Currencies: none',
    'Accounts: ',
    'too few to learn from',
  ]) {
    expect(reports[0]).toContain(part)
  }
  expect(reportOf()).toMatchObject({
    format: 1,
    sha256: createHash('sha256').update(readFileSync(SAMPLE)).digest('hex'),
  })
})
