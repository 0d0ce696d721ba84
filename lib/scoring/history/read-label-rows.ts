/** Files of labels: ids of transactions, and what became known of each. Read by the record parser and cell readers of all files. */
import { z } from 'zod'
import { type CsvRecord, readRecords, type RecordLimits } from '@/lib/platform/csv/read-records'
import { isTimeZone } from '@/lib/platform/local-time'
import { addProblem, type FileColumns, idReader, placeOf, required, type RowCells } from './cell-readers'
import { foldWord } from './fold-word'
import { idSource, labelSource, timeSource } from './mapping'
import type { RejectedRow } from './read-history'
import { labelReader } from './read-label'
import { type FileBounds, momentReader } from './read-moment'

export const labelMappingSchema = z.strictObject({
  delimiter: z
    .string()
    .regex(/^[^"\r\n\ufeff]$/, 'must be one character')
    .default(','),
  /** Of times without a zone. */
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone of the IANA database, such as Africa/Nairobi')
    .optional(),
  missing: z.array(z.string().trim().min(1)).default([]),
  columns: z.strictObject({ externalId: idSource, label: labelSource, knownAt: timeSource.optional() }),
})
export type LabelMapping = z.output<typeof labelMappingSchema>

export interface LabelRow {
  line: number
  cells: readonly string[]
  externalId: string
  isFraud: boolean
  /** Null for a file without a column of times: it becomes known now. */
  knownAtMs: number | null
}

export interface LabelBatch {
  rows: LabelRow[]
  rejected: RejectedRow[]
}

export interface LabelReading {
  bounds: FileBounds
  limits: RecordLimits
  /** How a cell was written, where the file guards its texts against spreadsheets. */
  plain: ((cell: string) => string) | undefined
}

/** The rows of a file of labels. A row that cannot be read is rejected; the others go on. Throws an Error for the file as a whole. */
export async function* readLabelRows(
  source: Parameters<typeof readRecords>[0],
  mapping: LabelMapping,
  { bounds, limits, plain }: LabelReading,
): AsyncGenerator<LabelBatch> {
  let take: ((record: CsvRecord) => LabelRow | RejectedRow) | null = null
  for await (const records of readRecords(source, mapping.delimiter, limits).batches) {
    const batch: LabelBatch = { rows: [], rejected: [] }
    for (const record of records) {
      if (take === null) {
        take = rowTaker(record, mapping, bounds)
        continue
      }
      const cells = plain === undefined ? record.cells : record.cells.map(plain)
      const row = take({ ...record, cells })
      if ('problems' in row) batch.rejected.push(row)
      else batch.rows.push(row)
    }
    yield batch
  }
}

function rowTaker({ line, cells, damage }: CsvRecord, mapping: LabelMapping, bounds: FileBounds) {
  if (damage !== null) throw new Error(`Line ${line}: the header ${damage}`)
  const header = cells.map((name) => name.trim())
  const missing = new Set(mapping.missing.map(foldWord))
  const file: FileColumns = { header, isMissing: (cell) => missing.size > 0 && missing.has(foldWord(cell)) }
  const { externalId, label, knownAt } = mapping.columns
  const readId = 'constant' in externalId ? idReader(file, 'externalId', externalId) : idOf(file, externalId)
  const readLabel = labelReader(file, label)
  const readTime =
    knownAt &&
    required(
      file,
      placeOf(file, 'knownAt', knownAt.columns ?? knownAt.column!),
      momentReader(file, 'knownAt', knownAt, { bounds, timeZone: mapping.timeZone, kind: 'label' }),
    )
  const labelPlace = placeOf(file, 'label', label.column)
  let record = -1
  return (given: CsvRecord): LabelRow | RejectedRow => {
    record += 1
    const whole = given.damage ?? widthProblem(given.cells.length, header.length)
    if (whole !== null) {
      const problems = [{ column: '', field: '', value: '', reason: whole }]
      return { line: given.line, cells: given.cells, problems }
    }
    const row: RowCells = { cells: given.cells, record, latestMs: -Infinity, problems: [], notes: new Set() }
    const id = readId(row)
    const isFraud = readLabel(row)
    const knownAtMs = readTime === undefined ? null : readTime(row)
    if (isFraud === null) addProblem(row, labelPlace, 'is no label')
    if (row.problems.length > 0) return { line: given.line, cells: given.cells, problems: row.problems }
    return {
      line: given.line,
      cells: given.cells,
      externalId: id!,
      isFraud: isFraud!,
      knownAtMs: knownAtMs ?? null,
    }
  }
}

function idOf(
  file: FileColumns,
  source: Exclude<LabelMapping['columns']['externalId'], { constant: string }>,
) {
  const names = 'columns' in source ? source.columns : source.column
  return required(file, placeOf(file, 'externalId', names), idReader(file, 'externalId', source))
}

const widthProblem = (cells: number, width: number): string | null =>
  cells === width ? null : `has ${cells} columns instead of ${width}`
