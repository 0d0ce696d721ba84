import Papa from 'papaparse'
import { AppError } from '../errors'
import { decodeUtf8 } from '../utf8'
import { plainText } from './write'

/** Reads CSV files (RFC 4180) with a header, separated by commas. Every error names its line. */

export interface CsvFormat<Column extends string> {
  columns: readonly Column[]
  required: readonly Column[]
  maxRows: number
}

export interface CsvRow<Column extends string> {
  /** Where the row begins in the file; the header is line 1. */
  line: number
  /** Trimmed text by column; empty where the file has no such column or cell. */
  cells: Record<Column, string>
  /** Why the row does not fit the header; null where it does. */
  problem: string | null
}

/**
 * The rows of a file in its order, without blank lines. Rejects only a file as a whole; the caller checks the cells.
 * @throws AppError invalid-text for bytes that are not UTF-8; invalid-request for a bad header or quote, or too many rows
 */
export function readCsv<Column extends string>(
  source: string | Uint8Array,
  { columns, required, maxRows }: CsvFormat<Column>,
): CsvRow<Column>[] {
  const text = typeof source === 'string' ? source : decodeUtf8(source)
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',' })
  const records = withLines(data)
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) rejectFile(records[broken.row ?? 0]?.line ?? 1, 'a quote is not closed or not doubled')
  const [header, ...rows] = records.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '')
  const names = readHeader(header?.cells ?? [], columns, required)
  if (rows.length > maxRows) {
    rejectFile(rows[maxRows]?.line ?? 1, `is beyond the ${maxRows} rows that a file may have`)
  }
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columns.map((column) => [column, plainText(cells[names.indexOf(column)]?.trim() ?? '')]),
    ) as Record<Column, string>,
    problem:
      cells.length === names.length ? null : `has ${cells.length} cells, the header has ${names.length}`,
  }))
}

/** A quoted cell may hold line breaks, so a row may span several lines. */
function withLines(data: readonly string[][]): { line: number; cells: string[] }[] {
  let next = 1
  return data.map((cells) => {
    const line = next
    next += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    return { line, cells }
  })
}

function readHeader(cells: string[], columns: readonly string[], required: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const unknown = names.find((name) => !columns.includes(name))
  if (unknown !== undefined) rejectFile(1, `the column "${unknown}" is not one of ${columns.join(', ')}`)
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated !== undefined) rejectFile(1, `the column "${repeated}" is there twice`)
  const missing = required.find((name) => !names.includes(name))
  if (missing !== undefined) rejectFile(1, `the column "${missing}" is missing`)
  return names
}

function rejectFile(line: number, reason: string): never {
  throw new AppError('invalid-request', { errors: [{ field: `line ${line}`, reason }] })
}
