/** Streams a CSV (plain or gzip) as batches of records in constant memory. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { type CsvRecord, NO_LIMITS, RecordParser, type RecordLimits } from './record-parser'

export type { CsvRecord, RecordLimits } from './record-parser'

export interface RecordFile {
  /** Without blank lines; the header is the first record. */
  batches: AsyncIterable<CsvRecord[]>
  /** SHA-256 (hex) of the bytes as they were read; complete when `batches` is. */
  sha256: () => string
}

const CHUNK_BYTES = 1 << 18

/** Opens a file, or reads an open stream; errors are thrown while `batches` is iterated. */
export function readRecords(
  source: string | { stream: Readable; name: string },
  delimiter: string,
  limits: RecordLimits = NO_LIMITS,
): RecordFile {
  const { stream, name } =
    typeof source === 'string'
      ? { stream: createReadStream(source, { highWaterMark: CHUNK_BYTES }), name: source }
      : source
  const hash = createHash('sha256')
  const hashed = new PassThrough({ highWaterMark: CHUNK_BYTES })
  hashed.on('data', (chunk: Buffer) => hash.update(chunk))
  const text = new PassThrough({ encoding: 'utf8', highWaterMark: CHUNK_BYTES })
  const stages = name.endsWith('.gz')
    ? [hashed, createGunzip({ chunkSize: CHUNK_BYTES }), text]
    : [hashed, text]
  // A failed stage destroys the last one with its error, which the reader of `batches` receives.
  pipeline([stream, ...stages], () => undefined)
  return {
    batches: batchesOf(text, new RecordParser(delimiter, limits), limits.batchChars),
    sha256: () => hash.copy().digest('hex'),
  }
}

/** A stream hands over all that it has gathered, which is much where its reader is slow: the text is cut again. */
async function* batchesOf(
  chunks: Readable,
  parser: RecordParser,
  batchChars: number,
): AsyncGenerator<CsvRecord[]> {
  for await (const chunk of chunks as AsyncIterable<string>) {
    for (let at = 0; at < chunk.length; at += batchChars) {
      await nextTurn()
      yield parser.take(chunk.slice(at, at + batchChars))
    }
  }
  yield parser.finish()
}
