/** Guarantee: a world can be written to a file, plain or zipped, with the truth beside it; bad arguments are told in words. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CSV_HEADER, TRUTH_HEADER } from '@/lib/engine/simulation'
import { readArguments } from '@/scripts/operator/read-arguments'
import { simulateArguments, truthPath, writeWorld } from '@/scripts/simulate'

const CONFIG = { seed: 2, startMs: Date.UTC(2026, 0, 5), days: 4, customers: 400 }

let folder: string
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'simulate-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('writes one line per payment, and the true label of each', async () => {
  const out = path.join(folder, 'data.csv')
  const { rows, frauds } = await writeWorld(CONFIG, out)
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  const truths = readFileSync(truthPath(out), 'utf8').trimEnd().split('\n')
  expect(lines[0]).toBe(CSV_HEADER)
  expect(truths[0]).toBe(TRUTH_HEADER)
  expect(lines).toHaveLength(rows + 1)
  expect(truths).toHaveLength(rows + 1)
  expect(truths.filter((line) => line.split(',')[1] === '1')).toHaveLength(frauds)
  expect(rows).toBeGreaterThan(800)
})

it('writes the same rows as gzip', async () => {
  const plain = path.join(folder, 'plain.csv')
  const zipped = path.join(folder, 'zipped.csv.gz')
  await writeWorld(CONFIG, plain)
  await writeWorld(CONFIG, zipped)
  expect(gunzipSync(readFileSync(zipped)).equals(readFileSync(plain))).toBe(true)
  expect(readFileSync(path.join(folder, 'zipped.csv.truth.csv'), 'utf8')).toBe(
    readFileSync(path.join(folder, 'plain.csv.truth.csv'), 'utf8'),
  )
})

it('stops with the reason when a file cannot be written', async () => {
  await expect(writeWorld(CONFIG, path.join(folder, 'none', 'data.csv'))).rejects.toThrow(/ENOENT/)
})

const GOOD = { days: '90', seed: '1', out: 'data.csv' }
const read = (given: Record<string, string>) =>
  readArguments(
    simulateArguments,
    Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]),
    'Usage: ...',
  )

it('reads its arguments, most of which have a default', () => {
  expect(read(GOOD)).toMatchObject({ days: 90, seed: 1, out: 'data.csv', customers: 12_700, scenario: [] })
  expect(read({ ...GOOD, scenario: 'new-tactic@day60', start: '2026-03-01T00:00:00+03:00' })).toMatchObject({
    scenario: [{ name: 'new-tactic', fromDay: 60 }],
    start: '2026-03-01T00:00:00+03:00',
  })
})

it.each([
  ['days', '0', 'must be from 1 to 3650'],
  ['days', 'ninety', 'must be a whole number'],
  ['seed', '1.5', 'must be a whole number'],
  ['out', 'data.txt', 'must end in .csv or .csv.gz'],
  ['customers', '3', 'must be from 50 to 1000000'],
  ['start', 'yesterday', 'must be an ISO 8601 time'],
  ['scenario', 'peak@day1', '"peak@day1" is no scenario'],
])('rejects --%s %s with a readable message', (name, value, reason) => {
  expect(() => read({ ...GOOD, [name]: value })).toThrow(`--${name} ${reason}`)
})
