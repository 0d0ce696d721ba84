import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { FEATURE_COUNT, FEATURE_NAMES, FEATURES } from '@/lib/engine/features'
import type { HistoryRow } from './bind-columns'
import { readMapping } from './mapping'
import { readHistory } from './read-history'
import { readIsoTime } from './read-time'
import { readTruth, type Truth } from './read-truth'
import { HistoryReplay } from './replay-history'
import { TableWriter } from './table-writer'

/** Bits of segment.bin: the optional parts that a transaction has. */
const SEGMENT = { balances: 1, receiver: 2, device: 4, location: 8 }

export interface ExportOptions {
  in: string
  out: string
  mapping?: string
  truth?: string
  /** The earliest accepted time; ten years ago by default. */
  earliest?: string
}

export interface ExportSummary {
  rows: number
  labels: { frauds: number; arrived: number; never: number }
  entities: { accounts: number; devices: number; categories: number }
}

/** Writes table.json and one raw little-endian file per column; ml/training/table.py describes them. */
export async function writeTable(options: ExportOptions): Promise<ExportSummary> {
  const mapping = options.mapping === undefined ? null : readMapping(options.mapping)
  const truth = options.truth === undefined ? null : await readTruth(options.truth)
  const history = readHistory(options.in, mapping?.mapping ?? null, boundsOf(options))
  const table = new TableWriter(options.out, { truth: truth !== null })
  const replay = new HistoryReplay()
  const labels = { frauds: 0, arrived: 0, never: 0 }
  let from = NaN
  let to = NaN
  for await (const rows of history.batches) {
    for (const row of rows) {
      replay.next(row, table.block.features, table.at * FEATURE_COUNT)
      if (truth !== null) putTruth(table, truth, row)
      putRow(table, row)
      labels.frauds += row.isFraud ? 1 : 0
      labels[row.labelAtMs === null ? 'never' : 'arrived'] += 1
      to = row.input.occurredAtMs
      if (table.rows === 0) from = to
      if (table.rowDone()) await table.flush()
    }
  }
  if (truth !== null && truth.rows !== table.rows) {
    throw new Error(`${options.truth}: ${truth.rows} rows instead of ${table.rows}`)
  }
  if (table.rows === 0) throw new Error('Line 2: the file has a header and no rows')
  await table.close()
  const document = {
    format: 2,
    rows: table.rows,
    features: FEATURE_NAMES,
    families: Object.fromEntries(FEATURES.map(({ name, family }) => [name, family])),
    source: path.basename(options.in),
    sourceSha256: history.sha256(),
    mappingSha256: mapping?.sha256 ?? null,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    labels,
    typologies: truth?.typologies ?? [],
  }
  writeFileSync(path.join(options.out, 'table.json'), `${JSON.stringify(document, null, 2)}\n`)
  const entities = {
    accounts: replay.entities('account'),
    devices: replay.entities('device'),
    categories: replay.entities('merchant_category'),
  }
  return { rows: table.rows, labels, entities }
}

function boundsOf({ earliest }: ExportOptions): { earliestMs?: number } {
  if (earliest === undefined) return {}
  const earliestMs = readIsoTime(earliest)
  if (earliestMs === null) throw new Error(`--earliest ${earliest}: an ISO 8601 time is expected`)
  return { earliestMs }
}

function putRow({ block, at }: TableWriter, { input, isFraud, labelAtMs }: HistoryRow): void {
  block.label[at] = isFraud ? 1 : 0
  block.label_at_ms[at] = labelAtMs ?? NaN
  block.occurred_at_ms[at] = input.occurredAtMs
  block.amount_minor[at] = input.amountMinor
  block.sender_balance_before_minor[at] = input.senderBalanceBeforeMinor ?? NaN
  block.segment[at] =
    (input.senderBalanceBeforeMinor === null ? 0 : SEGMENT.balances) |
    (input.receiverAccount === null ? 0 : SEGMENT.receiver) |
    (input.deviceId === null ? 0 : SEGMENT.device) |
    (input.latitude === null || input.longitude === null ? 0 : SEGMENT.location)
}

function putTruth({ block, at, rows }: TableWriter, truth: Truth, { externalId }: HistoryRow): void {
  truth.requireSame(rows, externalId)
  block.truth[at] = truth.isFraud[rows]!
  block.typology[at] = truth.typology[rows]!
}
