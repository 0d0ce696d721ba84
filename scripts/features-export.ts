/**
 * Turns a PaySim CSV into a training table by running the serving features over its history, in file order.
 * Usage: tsx scripts/features-export.ts --in FILE.csv[.gz] --out DIR. The format is described in ml/training/table.py.
 */

import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  computeFeatures,
  emptyAccountState,
  FEATURE_COUNT,
  FEATURE_NAMES,
  reduceStates,
  type AccountState,
} from '@/lib/features'
import { PAYSIM_EPOCH_MS, readPaysimCsv } from './read-paysim-csv'

const ROWS_PER_BLOCK = 8192
const COLUMNS = {
  features: 'float32',
  label: 'uint8',
  step: 'int32',
  amount_minor: 'float64',
  sender_balance_before_minor: 'float64',
} as const
type Column = keyof typeof COLUMNS
type Block = Record<Column, Float32Array | Float64Array | Int32Array | Uint8Array>

export interface ExportSummary {
  rows: number
  frauds: number
  accounts: number
  sourceSha256: string
}

/** Writes table.json and one raw little-endian file per column into `outDir`. */
export async function exportFeatures(csvPath: string, outDir: string): Promise<ExportSummary> {
  mkdirSync(outDir, { recursive: true })
  const files = openColumns(outDir)
  const source = readPaysimCsv(csvPath)
  const accounts = new Map<string, AccountState>()
  const block = emptyBlock()
  let rows = 0
  let frauds = 0

  for await (const { step, isFraud, input } of source.rows) {
    const at = rows % ROWS_PER_BLOCK
    const states = {
      sender: stateOf(accounts, input.senderAccount),
      receiver: input.receiverAccount === null ? null : stateOf(accounts, input.receiverAccount),
      device: null,
      category: null,
    }
    computeFeatures(input, states, block.features, at * FEATURE_COUNT)
    reduceStates(input, states)
    block.label[at] = isFraud
    block.step[at] = step
    block.amount_minor[at] = input.amountMinor
    block.sender_balance_before_minor[at] = input.senderBalanceBeforeMinor ?? NaN
    rows += 1
    frauds += isFraud
    if (rows % ROWS_PER_BLOCK === 0) await writeBlock(files, block, ROWS_PER_BLOCK)
  }
  await writeBlock(files, block, rows % ROWS_PER_BLOCK)
  await closeColumns(files)

  const summary = { rows, frauds, accounts: accounts.size, sourceSha256: source.sha256() }
  const table = {
    format: 1,
    ...summary,
    source: path.basename(csvPath),
    epoch: new Date(PAYSIM_EPOCH_MS).toISOString(),
    features: FEATURE_NAMES,
    columns: COLUMNS,
  }
  writeFileSync(path.join(outDir, 'table.json'), `${JSON.stringify(table, null, 2)}\n`)
  return summary
}

function stateOf(accounts: Map<string, AccountState>, id: string): AccountState {
  let state = accounts.get(id)
  if (state === undefined) {
    state = emptyAccountState()
    accounts.set(id, state)
  }
  return state
}

function emptyBlock() {
  return {
    features: new Float32Array(ROWS_PER_BLOCK * FEATURE_COUNT),
    label: new Uint8Array(ROWS_PER_BLOCK),
    step: new Int32Array(ROWS_PER_BLOCK),
    amount_minor: new Float64Array(ROWS_PER_BLOCK),
    sender_balance_before_minor: new Float64Array(ROWS_PER_BLOCK),
  }
}

function openColumns(outDir: string): Map<Column, WriteStream> {
  const columns = Object.keys(COLUMNS) as Column[]
  return new Map(columns.map((column) => [column, createWriteStream(path.join(outDir, `${column}.bin`))]))
}

/** The block's arrays are reused, so the bytes are copied before they are queued. */
async function writeBlock(files: Map<Column, WriteStream>, block: Block, rows: number): Promise<void> {
  for (const [column, file] of files) {
    const values = block[column]
    const perRow = column === 'features' ? FEATURE_COUNT : 1
    const bytes = rows * perRow * values.BYTES_PER_ELEMENT
    const copy = Buffer.from(new Uint8Array(values.buffer, values.byteOffset, bytes))
    if (!file.write(copy)) await once(file, 'drain')
  }
}

async function closeColumns(files: Map<Column, WriteStream>): Promise<void> {
  for (const file of files.values()) {
    file.end()
    await once(file, 'finish')
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { in: { type: 'string' }, out: { type: 'string' } } })
  if (values.in === undefined || values.out === undefined) {
    throw new Error('Usage: features-export --in FILE.csv[.gz] --out DIR')
  }
  const startedAt = performance.now()
  const { rows, frauds, accounts } = await exportFeatures(values.in, values.out)
  const seconds = (performance.now() - startedAt) / 1000
  const rate = Math.round(rows / seconds)
  console.log(
    `${rows} rows (${frauds} frauds, ${accounts} accounts) in ${seconds.toFixed(1)} s, ${rate} rows/s`,
  )
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
