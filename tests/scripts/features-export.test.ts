/** Guarantee: the training table holds the vectors that scoring would compute, and a bad row is named. */

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { FEATURE_COUNT, FEATURE_NAMES } from '@/lib/features'
import { exportFeatures } from '@/scripts/features-export'
import { readPaysimCsv } from '@/scripts/read-paysim-csv'
import { Accounts } from '../lib/features/feature-support'

const SAMPLE = path.join(process.cwd(), 'tests/fixtures/paysim-sample.csv')
const HEADER = readFileSync(SAMPLE, 'utf8').split('\n', 1)[0]!
const ROW = '1,PAYMENT,10.5,C1,20.5,10.0,M1,0.0,0.0,0,0'

let folder: string
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'features-export-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

it('writes the vectors of the serving functions, in file order', async () => {
  const summary = await exportFeatures(SAMPLE, folder)
  const bytes = readFileSync(path.join(folder, 'features.bin'))
  const accounts = new Accounts()
  let row = 0
  for await (const { input } of readPaysimCsv(SAMPLE).rows) {
    const at = row * FEATURE_COUNT * 4
    expect(bytes.subarray(at, at + FEATURE_COUNT * 4)).toEqual(Buffer.from(accounts.score(input).buffer))
    row += 1
  }
  expect(row).toBe(summary.rows)
  expect(bytes.length).toBe(row * FEATURE_COUNT * 4)
})

it('describes the table: names in model order, rows, frauds and the hash of the input', async () => {
  const summary = await exportFeatures(SAMPLE, folder)
  const lines = readFileSync(SAMPLE, 'utf8').trim().split('\n').slice(1)
  const frauds = lines.filter((line) => line.split(',')[9] === '1').length
  const sha256 = createHash('sha256').update(readFileSync(SAMPLE)).digest('hex')
  expect(summary).toMatchObject({ rows: lines.length, frauds, sourceSha256: sha256 })
  const table: unknown = JSON.parse(readFileSync(path.join(folder, 'table.json'), 'utf8'))
  expect(table).toMatchObject({
    format: 1,
    rows: lines.length,
    features: FEATURE_NAMES,
    sourceSha256: sha256,
  })
  const labels = readFileSync(path.join(folder, 'label.bin'))
  expect(labels.reduce((total, label) => total + label, 0)).toBe(frauds)
})

it('reads a gzip file as the same rows', async () => {
  const zipped = write('sample.csv.gz', gzipSync(readFileSync(SAMPLE)))
  await exportFeatures(SAMPLE, path.join(folder, 'plain'))
  await exportFeatures(zipped, path.join(folder, 'zipped'))
  const features = (name: string) => readFileSync(path.join(folder, name, 'features.bin'))
  expect(features('zipped')).toEqual(features('plain'))
})

it.each([
  ['an amount that is no number', ROW.replace('10.5', 'ten'), 'Line 3, column amount: cannot read "ten"'],
  ['an infinite amount', ROW.replace('10.5', 'Infinity'), 'Line 3, column amount: cannot read "Infinity"'],
  ['a negative amount', ROW.replace('10.5', '-10.5'), 'Line 3, column amount: cannot read "-10.5"'],
  ['an unknown type', ROW.replace('PAYMENT', 'GIFT'), 'Line 3, column type: cannot read "GIFT"'],
  ['a missing sender', ROW.replace('C1', ''), 'Line 3, column nameOrig: cannot read ""'],
  ['a label other than 0 and 1', ROW.replace(/0,0$/, '2,0'), 'Line 3, column isFraud: cannot read "2"'],
  ['a cut row', '1,PAYMENT,10.5', 'Line 3: 3 columns instead of 11'],
])('refuses %s by line and column', async (_case, bad, message) => {
  const file = write('bad.csv', `${HEADER}\n${ROW}\n${bad}\n`)
  await expect(exportFeatures(file, folder)).rejects.toThrow(message)
})

it.each([
  [
    'without a needed column',
    `${HEADER.replace('oldbalanceDest', 'other')}\n${ROW}\n`,
    'column oldbalanceDest is missing',
  ],
  ['that is empty', '', 'the file is empty'],
])('refuses a file %s', async (_case, content, message) => {
  await expect(exportFeatures(write('bad.csv', content), folder)).rejects.toThrow(message)
})

it('refuses a damaged gzip file and one that is not there', async () => {
  const damaged = gzipSync(readFileSync(SAMPLE)).subarray(0, 2000)
  await expect(exportFeatures(write('cut.csv.gz', damaged), folder)).rejects.toThrow(/unexpected end of file/)
  await expect(exportFeatures(path.join(folder, 'none.csv'), folder)).rejects.toThrow(/ENOENT/)
})
