/** Streams the transactions of a CSV in time order. A row that cannot be read is rejected with its line; the others go on. */

import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { type CsvRecord, readRecords, type RecordLimits } from '@/lib/platform/csv/read-records'
import { bindColumns, type ReadRow, type RowContent, type RowPurpose } from './bind-columns'
import { canonicalMapping } from './canonical-columns'
import type { CellProblem, RowCells, RowNote } from './cell-readers'
import { IdSet } from './id-set'
import type { Mapping } from './mapping'
import type { FileBounds } from './read-moment'

export interface HistoryRow extends RowContent {
  line: number
  /** The number of the row from 0, rejected rows counted. */
  record: number
  notes: ReadonlySet<RowNote>
  /** As the file has them. */
  cells: readonly string[]
}

export interface RejectedRow {
  line: number
  problems: CellProblem[]
  /** As the file has them; the whole line where it could not be split. */
  cells: readonly string[]
}

/** Rows and rejected rows of one stretch of the file, each in its order. */
export interface HistoryBatch {
  rows: HistoryRow[]
  rejected: RejectedRow[]
}

export interface HistoryFile {
  /** In batches: a promise per row would cost more than the row itself. */
  batches: AsyncIterable<HistoryBatch>
  /** The mapping in use; known once the first batch was read. */
  mapping: () => Mapping
  /** SHA-256 (hex) of the file on disk; complete when `batches` is. */
  sha256: () => string
}

export interface HistoryOptions extends FileBounds {
  purpose: RowPurpose
  limits: RecordLimits | undefined
  /** How a cell was written, where the file guards its texts against spreadsheets. */
  plain: ((cell: string) => string) | undefined
}

/**
 * Opens the file; without a mapping its columns have PaySim's names and ours. Iterating throws an Error where the file as a
 * whole cannot be read.
 */
export function readHistory(
  source: Parameters<typeof readRecords>[0],
  mapping: Mapping | null,
  {
    nowMs = Date.now(),
    earliestMs = defaultEarliestMs(nowMs),
    purpose = 'training',
    limits,
    plain,
  }: Partial<HistoryOptions> = {},
): HistoryFile {
  const file = readRecords(source, mapping?.delimiter ?? ',', limits)
  const reader = new HistoryReader(mapping, { earliestMs, nowMs }, purpose, plain)
  return {
    batches: reader.batches(file.batches),
    mapping: () => reader.mappingInUse(),
    sha256: file.sha256,
  }
}

const NO_NOTES: ReadonlySet<RowNote> = new Set<RowNote>([])

class HistoryReader {
  private header: string[] | null = null
  private read: ReadRow | null = null
  private record = -1
  private readonly row: RowCells = { cells: [], record: 0, latestMs: 0, problems: [], notes: new Set() }
  private latestMs = -Infinity
  private readonly externalIds = new IdSet()

  constructor(
    private mapping: Mapping | null,
    private readonly bounds: FileBounds,
    private readonly purpose: RowPurpose,
    private readonly plain: HistoryOptions['plain'],
  ) {}

  mappingInUse(): Mapping {
    if (this.mapping === null) throw new Error('The header was not read yet')
    return this.mapping
  }

  async *batches(records: AsyncIterable<CsvRecord[]>): AsyncGenerator<HistoryBatch> {
    for await (const batch of records) {
      const rows: HistoryRow[] = []
      const rejected: RejectedRow[] = []
      for (const record of batch) {
        if (this.header === null) {
          this.begin(record)
          continue
        }
        const found = this.take(record)
        if ('problems' in found) rejected.push(found)
        else rows.push(found)
      }
      yield { rows, rejected }
    }
    if (this.header === null) throw new Error('Line 1: the file is empty')
  }

  private begin({ line, cells, damage }: CsvRecord): void {
    if (damage !== null) throw new Error(`Line ${line}: the header ${damage}`)
    this.header = cells.map((name) => name.trim())
    this.mapping ??= canonicalMapping(this.header)
    this.read = bindColumns(this.header, this.mapping, this.bounds, this.purpose)
  }

  private take({ line, cells: written, damage }: CsvRecord): HistoryRow | RejectedRow {
    this.record += 1
    const cells = this.plain === undefined ? written : written.map(this.plain)
    const whole = damage ?? this.widthProblem(cells)
    if (whole !== null)
      return { line, cells, problems: [{ column: '', field: '', value: '', reason: whole }] }
    const { row } = this
    row.cells = cells
    row.record = this.record
    row.latestMs = this.latestMs
    if (row.notes.size > 0) row.notes = new Set()
    const content = this.read!(row)
    if (content === undefined || this.hasProblemOfOrder(row, content)) {
      const { problems } = row
      row.problems = []
      return { line, cells, problems }
    }
    this.latestMs = Math.max(this.latestMs, content.occurredAtMs)
    const { transaction, received, occurredAtMs, label } = content
    return {
      line,
      cells,
      record: this.record,
      transaction,
      received,
      occurredAtMs,
      label,
      notes: row.notes.size === 0 ? NO_NOTES : row.notes,
    }
  }

  private widthProblem(cells: string[]): string | null {
    const width = this.header!.length
    return cells.length === width ? null : `has ${cells.length} columns instead of ${width}`
  }

  /** Adds the problem of a row that lies before an accepted row, or repeats the id of one. */
  private hasProblemOfOrder(row: RowCells, { occurredAtMs, transaction }: RowContent): boolean {
    if (this.purpose === 'scoring') return false
    if (occurredAtMs < this.latestMs) {
      row.problems.push(this.problem('occurredAt', 'lies before a row above it; rows must be in time order'))
    } else if (transaction.externalId !== null && this.externalIds.mark(transaction.externalId, 1) !== 0) {
      row.problems.push(this.problem('externalId', 'is there twice'))
    }
    return row.problems.length > 0
  }

  private problem(field: 'occurredAt' | 'externalId', reason: string): CellProblem {
    const source = this.mapping!.columns[field] as { column?: string; columns?: string[] } | undefined
    const column = source?.column ?? source?.columns?.join(' + ') ?? field
    return { column, field, value: '', reason }
  }
}

/** `Line 3, column amount: "ten" is not a plain number`. */
export function describeProblem(line: number, { column, field, value, reason }: CellProblem): string {
  if (column === '') return `Line ${line} ${reason}`
  const name = column === field ? column : `${column} (${field})`
  return `Line ${line}, column ${name}: ${value === '' ? 'it' : `"${shorten(value)}"`} ${reason}`
}

const shorten = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value)
