/** Streams a PaySim CSV (plain or gzip) row by row in constant memory, refusing bad rows by line and column. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { PassThrough, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import Papa from 'papaparse'
import { TRANSACTION_TYPES, type FeatureInput, type TransactionType } from '@/lib/features'

/** A Monday, so that PaySim's day 0 reads as one: hour and weekday follow from the step. */
export const PAYSIM_EPOCH_MS = Date.UTC(2026, 0, 5)
const HOUR_MS = 3_600_000

const COLUMNS = [
  'step',
  'type',
  'amount',
  'nameOrig',
  'oldbalanceOrg',
  'nameDest',
  'oldbalanceDest',
  'isFraud',
] as const
type Column = (typeof COLUMNS)[number]

const NOT_GIVEN = {
  deviceId: null,
  phone: null,
  ip: null,
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  merchantCategory: null,
  channel: null,
  declinedAttempts: null,
}

export interface PaysimRow {
  /** Hours since the simulation began. PaySim knows no minutes, so a row happens at the start of its hour. */
  step: number
  isFraud: 0 | 1
  input: FeatureInput
}

export interface PaysimFile {
  rows: AsyncIterable<PaysimRow>
  /** SHA-256 (hex) of the file as it lies on disk; complete once `rows` is. */
  sha256: () => string
}

/** Opens the file. Iterating `rows` throws an Error naming line and column at the first row that cannot be read. */
export function readPaysimCsv(path: string): PaysimFile {
  const hash = createHash('sha256')
  const hashed = new PassThrough()
  hashed.on('data', (chunk: Buffer) => hash.update(chunk))
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true })
  const stages = path.endsWith('.gz') ? [hashed, createGunzip(), parser] : [hashed, parser]
  // A broken stage destroys the parser with its error, which the reader of `rows` then sees.
  pipeline([createReadStream(path), ...stages], () => undefined)
  return { rows: readRows(parser), sha256: () => hash.copy().digest('hex') }
}

async function* readRows(parser: AsyncIterable<string[]>): AsyncGenerator<PaysimRow> {
  let line = 0
  let columns: Record<Column, number> | null = null
  let width = 0
  for await (const cells of parser) {
    line += 1
    if (columns === null) {
      columns = locateColumns(cells)
      width = cells.length
      continue
    }
    if (cells.length !== width) throw new Error(`Line ${line}: ${cells.length} columns instead of ${width}`)
    yield parseRow(cells, columns, line)
  }
  if (columns === null) throw new Error('Line 1: the file is empty')
}

function locateColumns(header: string[]): Record<Column, number> {
  const located = COLUMNS.map((column) => {
    const index = header.indexOf(column)
    if (index < 0) throw new Error(`Line 1: column ${column} is missing`)
    return [column, index] as const
  })
  return Object.fromEntries(located) as Record<Column, number>
}

function parseRow(cells: string[], columns: Record<Column, number>, line: number): PaysimRow {
  const fail = (column: Column): never => {
    throw new Error(`Line ${line}, column ${column}: cannot read "${cells[columns[column]]}"`)
  }
  const text = (column: Column): string => cells[columns[column]] || fail(column)
  const matching = (column: Column, pattern: RegExp): number => {
    const value = text(column)
    return pattern.test(value) ? Number(value) : fail(column)
  }
  const minor = (column: Column): number => {
    const value = Math.round(matching(column, /^-?\d+(\.\d{1,2}0*)?$/) * 100)
    return Number.isSafeInteger(value) ? value : fail(column)
  }

  const step = matching('step', /^\d{1,6}$/)
  const type = text('type')
  const amountMinor = minor('amount')
  if (amountMinor < 0) fail('amount')
  return {
    step,
    isFraud: matching('isFraud', /^[01]$/) === 1 ? 1 : 0,
    input: {
      occurredAtMs: PAYSIM_EPOCH_MS + step * HOUR_MS,
      type: isTransactionType(type) ? type : fail('type'),
      amountMinor,
      senderAccount: text('nameOrig'),
      senderBalanceBeforeMinor: minor('oldbalanceOrg'),
      receiverAccount: text('nameDest'),
      receiverBalanceBeforeMinor: minor('oldbalanceDest'),
      ...NOT_GIVEN,
    },
  }
}

function isTransactionType(text: string): text is TransactionType {
  return (TRANSACTION_TYPES as readonly string[]).includes(text)
}
