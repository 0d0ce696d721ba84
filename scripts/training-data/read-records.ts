/** Streams a CSV (plain or gzip) as batches of records in constant memory. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import Papa from 'papaparse'

export interface RecordBatch {
  /** The line on which each record begins, counted from 1. */
  lines: number[]
  records: string[][]
}

export interface RecordFile {
  /** Without blank lines; the header is the first record. */
  batches: AsyncIterable<RecordBatch>
  /** SHA-256 (hex) of the file on disk; complete when `batches` is. */
  sha256: () => string
}

/** A record longer than this number of characters has an unclosed quote. */
const LONGEST_RECORD = 4_000_000

/** Opens the file; errors are thrown while `batches` is iterated. */
export function readRecords(path: string, delimiter: string): RecordFile {
  const hash = createHash('sha256')
  const hashed = new PassThrough({ highWaterMark: 1 << 18 })
  hashed.on('data', (chunk: Buffer) => hash.update(chunk))
  const text = new PassThrough({ encoding: 'utf8', highWaterMark: 1 << 18 })
  const stages = path.endsWith('.gz') ? [hashed, createGunzip({ chunkSize: 1 << 18 }), text] : [hashed, text]
  // A failed stage destroys the last one with its error, which the reader of `batches` receives.
  pipeline([createReadStream(path, { highWaterMark: 1 << 18 }), ...stages], () => undefined)
  return { batches: batchesOf(text, delimiter), sha256: () => hash.copy().digest('hex') }
}

async function* batchesOf(chunks: Readable, delimiter: string): AsyncGenerator<RecordBatch> {
  let parser: Papa.Parser | null = null
  let rest = ''
  let line = 1
  const parse = (text: string, more: boolean): RecordBatch & { parsedTo: number } => {
    parser ??= new Papa.Parser({ delimiter, newline: newlineOf(text) })
    const { data, meta } = parser.parse(text, 0, more) as { data: string[][]; meta: { cursor: number } }
    const quoted = text.includes('"')
    const batch: RecordBatch & { parsedTo: number } = { lines: [], records: [], parsedTo: meta.cursor }
    for (const cells of data) {
      if (cells.length > 1 || cells[0] !== '') {
        batch.lines.push(line)
        batch.records.push(cells)
      }
      line += quoted ? linesIn(cells) : 1
    }
    return batch
  }
  for await (const chunk of chunks as AsyncIterable<string>) {
    const text = rest === '' ? chunk.replace(/^\uFEFF/, '') : rest + chunk
    if (!text.includes('\n')) {
      rest = text
      continue
    }
    const batch = parse(text, true)
    rest = text.slice(batch.parsedTo)
    if (rest.length > LONGEST_RECORD) throw new Error(`Line ${line}: a quote is opened and never closed`)
    yield batch
  }
  if (rest !== '') yield parse(rest, false)
}

const newlineOf = (text: string): '\r\n' | '\n' => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n')

/** A quoted cell may contain line breaks. */
function linesIn(cells: string[]): number {
  let lines = 1
  for (const cell of cells) if (cell.includes('\n')) lines += cell.split('\n').length - 1
  return lines
}
