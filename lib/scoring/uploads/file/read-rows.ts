import type { Readable } from 'node:stream'
import type { Tenant } from '@/lib/contract/context'
import { plainText } from '@/lib/platform/csv/write'
import { AppError } from '@/lib/platform/errors'
import {
  type CellProblem,
  type HistoryRow,
  type Mapping,
  type MappedField,
  readHistory,
  type RejectedRow,
} from '@/lib/scoring/history'
import { fingerprintOfTransaction, type IdentifiedTransaction } from '@/lib/scoring/path'
import { digitsErrors } from '@/lib/scoring/path/schema'
import { MAX_ERRORS, MAX_FILE_ROWS, type RowError } from '../schema'
import { isRejectsFile } from './rejects-csv'
import { asProblem, LIMITS } from './read-sample'

export interface FileRow {
  line: number
  cells: readonly string[]
  row: IdentifiedTransaction
}

export interface FileReject {
  line: number
  cells: readonly string[]
  errors: RowError[]
}

/** A stretch of the file, in its order. */
export interface FileChunk {
  rows: FileRow[]
  rejects: FileReject[]
}

/** Rows that are scored together: as many as single requests share a transaction, so that nobody waits for a file. */
export const CHUNK_ROWS = 128

export interface FileSource {
  file: { stream: Readable; name: string }
  mapping: Mapping
  header: readonly string[]
  tenant: Tenant
  now: Date
  maxRows?: number
  chunkRows?: number
  /** Data lines that are read and passed over: what a row means may depend on those before it. */
  skip?: number
}

/**
 * Reads the rows of a file as the scoring API would receive them. A row that cannot be read is a reject; the others go on.
 * @throws AppError invalid-request for a file that cannot be read as a whole, too-large for too many rows
 */
export async function* readRows(source: FileSource): AsyncGenerator<FileChunk> {
  const { maxRows = MAX_FILE_ROWS, chunkRows = CHUNK_ROWS, skip = 0 } = source
  let chunk: FileChunk = { rows: [], rejects: [] }
  let total = 0
  for await (const item of itemsOf(source)) {
    total += 1
    if (total > maxRows) throw tooManyRows(item.line, maxRows)
    if (total <= skip) continue
    if ('errors' in item) chunk.rejects.push(item)
    else chunk.rows.push(item)
    if (chunk.rows.length + chunk.rejects.length < chunkRows) continue
    yield chunk
    chunk = { rows: [], rejects: [] }
  }
  if (chunk.rows.length + chunk.rejects.length > 0) yield chunk
}

const tooManyRows = (line: number, maxRows: number): AppError =>
  new AppError('too-large', {
    detail: `Line ${line} is beyond the ${maxRows.toLocaleString('en-US')} rows that a file may have.`,
    errors: [{ field: `line ${line}`, reason: `is beyond the ${maxRows} rows that a file may have` }],
  })

async function* itemsOf({
  file: source,
  mapping,
  header,
  tenant,
  now,
}: FileSource): AsyncGenerator<FileRow | FileReject> {
  const bounds = { earliestMs: tenant.earliestEventMs, nowMs: now.getTime() }
  const plain = isRejectsFile(header) ? plainText : undefined
  const file = readHistory(source, mapping, { ...bounds, purpose: 'scoring', limits: LIMITS, plain })
  try {
    for await (const { rows, rejected } of file.batches) {
      // Both are in the order of the file.
      let at = 0
      for (const row of rows) {
        for (; at < rejected.length && rejected[at]!.line < row.line; at++) yield toReject(rejected[at]!)
        yield toRow(row, tenant, mapping)
      }
      for (; at < rejected.length; at++) yield toReject(rejected[at]!)
    }
  } catch (error) {
    throw asProblem(error)
  }
}

function toRow(
  { line, cells, transaction, received, occurredAtMs }: HistoryRow,
  tenant: Tenant,
  mapping: Mapping,
): FileRow | FileReject {
  const written = { ...transaction, occurredAtMs }
  const errors = digitsErrors(written.currency ?? tenant.currency, written)
  if (errors.length > 0) return { line, cells, errors: rowErrors(line, errors, mapping) }
  const externalId = written.externalId ?? contentId(fingerprintOfTransaction(written))
  return { line, cells, row: { transaction: { ...written, externalId }, received } }
}

/** The id of a row without one: the same content is the same transaction, in whichever file it comes. */
const contentId = (fingerprint: string): string => `row-${fingerprint.slice(0, 40)}`

export const toReject = ({ line, cells, problems }: RejectedRow): FileReject => ({
  line,
  cells,
  errors: problems.map(({ column, field, reason }: CellProblem) => ({
    line,
    column,
    field: snake(field),
    reason,
  })),
})

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const camel = (field: string): MappedField =>
  field.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()) as MappedField

/** Errors of the scoring API with the columns that the fields come from. */
export const rowErrors = (
  line: number,
  errors: readonly { field: string; reason: string }[],
  { columns }: Mapping,
): RowError[] =>
  errors.map(({ field, reason }) => {
    const source = columns[camel(field)] as { column?: string; columns?: string[] } | undefined
    return { line, column: source?.column ?? source?.columns?.join(' + ') ?? '', field, reason }
  })

/** The first errors of a file; the file of rejected rows has all of them. */
export class FirstErrors {
  readonly errors: RowError[] = []

  add(rejects: readonly FileReject[]): void {
    for (const { errors } of rejects) {
      if (this.errors.length >= MAX_ERRORS) return
      this.errors.push(...errors.slice(0, MAX_ERRORS - this.errors.length))
    }
  }
}
