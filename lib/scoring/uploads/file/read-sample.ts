import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CsvRecord, readRecords } from '@/lib/platform/csv/read-records'
import { DELIMITERS, MAX_COLUMNS, MAX_DAMAGED_QUOTES, MAX_RECORD_CHARS } from '../schema'
import { rejectFile } from './check-content'

/** Hashed and decoded at once. */
const CHUNK_BYTES = 65_536
/** Split and read at once, one or two milliseconds. A damaged quote makes the text after it be read again, so the text is short. */
const BATCH_CHARS = 8_192
/** Of the beginning of the file, for finding out how it is written. */
export const SAMPLE_BYTES = 262_144
const SAMPLE_ROWS = 1_000

export const LIMITS = {
  recordChars: MAX_RECORD_CHARS,
  damagedQuotes: MAX_DAMAGED_QUOTES,
  batchChars: BATCH_CHARS,
}

type Slices = Iterable<Buffer> | AsyncIterable<Buffer>

/** A file in slices, as the reader takes it. */
export const streamOf = (slices: Slices): { stream: Readable; name: string } => ({
  stream: Readable.from(chunksOf(slices), { objectMode: false }),
  name: 'upload.csv',
})

/** Other requests have their turn between two chunks: a stream of what is in memory would not wait for them. */
async function* chunksOf(slices: Slices): AsyncGenerator<Buffer> {
  for await (const bytes of slices) {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      yield bytes.subarray(at, at + CHUNK_BYTES)
      await nextTurn()
    }
  }
}

export type Delimiter = (typeof DELIMITERS)[number]

/** The beginning of a file, split at one delimiter. */
export interface Sample {
  header: string[]
  rows: string[][]
}

/** The readable rows at the beginning of the file. @throws AppError invalid-request naming what is wrong with the header */
export async function readSample(bytes: Buffer, delimiter: string): Promise<Sample> {
  const records = await recordsOf(bytes, delimiter)
  const [first, ...others] = records
  if (first === undefined) throw rejectFile('the file has no lines')
  if (first.damage !== null) throw rejectFile(`the header ${first.damage}`, `line ${first.line}`)
  const header = first.cells.map((name) => name.trim())
  const rows = others.flatMap(({ cells, damage }) =>
    damage === null && cells.length === header.length ? [cells.map((cell) => cell.trim())] : [],
  )
  return { header, rows }
}

/** The delimiters that split at least half of the sample into as many cells as the header, more than one. */
export async function fittingDelimiters(bytes: Buffer): Promise<Delimiter[]> {
  const fitting: Delimiter[] = []
  for (const delimiter of DELIMITERS) {
    const records = await recordsOf(bytes, delimiter)
    const width = records[0]?.cells.length ?? 0
    const whole = records.filter(({ damage }) => damage === null)
    const even = whole.filter(({ cells }) => cells.length === width).length
    // A bad row sinks only itself, here too.
    if (width > 1 && even >= 0.5 * whole.length) fitting.push(delimiter)
  }
  return fitting
}

async function recordsOf(bytes: Buffer, delimiter: string): Promise<CsvRecord[]> {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const cut = sample.length < bytes.length ? sample.subarray(0, endOfLines(sample)) : sample
  if (cut.length === 0) throw rejectFile(`is longer than ${MAX_RECORD_CHARS} characters`, 'line 1')
  const records: CsvRecord[] = []
  try {
    for await (const batch of readRecords(streamOf([cut]), delimiter, LIMITS).batches) {
      records.push(...batch)
      if (records.length > SAMPLE_ROWS) break
    }
  } catch (error) {
    throw asProblem(error)
  }
  return records
}

/** Behind the last whole line. Lines of old files end with a carriage return alone. */
function endOfLines(sample: Buffer): number {
  const end = sample.lastIndexOf(0x0a)
  return (end < 0 ? sample.lastIndexOf(0x0d) : end) + 1
}

/** The reader names what is wrong with the file as `Line 3 is ...`, the API as a field and its reason. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'AppError') return error
  const found = /^Line (\d+)[:,]? (.*)$/s.exec(error.message)
  return found === null ? error : rejectFile(found[2]!, `line ${found[1]}`)
}

const RESERVED = new Set(['__proto__', 'constructor', 'prototype'])

/** @throws AppError invalid-request naming a column without a name, with a reserved name, or that repeats; or too many */
export function checkHeader(header: readonly string[]): void {
  if (header.length > MAX_COLUMNS) {
    throw rejectFile(`has ${header.length} columns; a file may have ${MAX_COLUMNS}`, 'line 1')
  }
  header.forEach((name, index) => {
    const where = `column ${index + 1}`
    if (name === '') throw rejectFile('has no name in the header', where)
    if (RESERVED.has(name.toLowerCase())) throw rejectFile(`has the reserved name ${name}`, where)
    const first = header.indexOf(name)
    if (first !== index) throw rejectFile(`has the name of column ${first + 1}, ${name.slice(0, 60)}`, where)
  })
}
