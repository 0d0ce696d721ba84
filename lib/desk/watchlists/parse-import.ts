import Papa from 'papaparse'
import { entityId } from '@/lib/contract/entities'
import { AppError } from '@/lib/platform/errors'
import { plainText } from '@/lib/platform/csv'
import {
  expirySchema,
  IMPORT_COLUMNS,
  LIST_TYPES,
  LISTED_KINDS,
  type ListedKind,
  type ListType,
  MAX_IMPORT_ROWS,
  reasonSchema,
} from './schema'

/** One row of the file: what it asks for, or why it cannot be taken. */
export interface ParsedRow {
  line: number
  /** As written, for the answer. */
  kind: string
  id: string
  list: string
  entry: {
    kind: ListedKind
    id: string
    list: ListType
    reason: string | null
    expiresAt: Date | null
  } | null
  refusal: string | null
}

type Column = (typeof IMPORT_COLUMNS)[number]

/**
 * Reads a CSV of list entries. Only the file as a whole is refused here; a bad row is returned with its reason.
 * @throws AppError invalid-request with the line: header, quotes, number of rows
 */
export function parseImport(text: string, now: Date): ParsedRow[] {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',' })
  const broken = errors.find(({ type }) => type === 'Quotes')
  const records = withLines(data)
  if (broken) refuse(records[broken.row ?? 0]?.line ?? 1, 'a quote is not closed or not doubled')
  const [header, ...rows] = records.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '')
  const columns = readHeader(header?.cells ?? [])
  if (rows.length > MAX_IMPORT_ROWS) {
    refuse(rows[MAX_IMPORT_ROWS]?.line ?? 1, `is beyond the ${MAX_IMPORT_ROWS} rows that a file may have`)
  }
  const seen = new Map<string, number>()
  return rows.map(({ line, cells }) => readRow(line, cells, columns, now, seen))
}

function withLines(data: readonly string[][]): { line: number; cells: string[] }[] {
  let next = 1
  return data.map((cells) => {
    const line = next
    next += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    return { line, cells }
  })
}

function readHeader(cells: readonly string[]): Column[] {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const unknown = names.find((name) => !(IMPORT_COLUMNS as readonly string[]).includes(name))
  if (unknown !== undefined) refuse(1, `the column "${unknown}" is not one of ${IMPORT_COLUMNS.join(', ')}`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) refuse(1, `the column "${twice}" is there twice`)
  const missing = ['id', 'list'].find((name) => !names.includes(name))
  if (missing !== undefined) refuse(1, `the column "${missing}" is missing`)
  return names as Column[]
}

function readRow(
  line: number,
  cells: readonly string[],
  columns: readonly Column[],
  now: Date,
  seen: Map<string, number>,
): ParsedRow {
  const cellOf = (column: Column) => plainText(cells[columns.indexOf(column)]?.trim() ?? '')
  const written = { line, kind: cellOf('kind') || 'account', id: cellOf('id'), list: cellOf('list') }
  const refused = (refusal: string): ParsedRow => ({ ...written, entry: null, refusal })
  if (cells.length !== columns.length) {
    return refused(`has ${cells.length} cells, the header has ${columns.length}`)
  }
  const kind = LISTED_KINDS.find((known) => known === written.kind)
  if (kind === undefined) return refused(`kind must be ${LISTED_KINDS.join(', ')}`)
  const list = LIST_TYPES.find((known) => known === written.list)
  if (list === undefined) return refused(`list must be ${LIST_TYPES.join(' or ')}`)
  const id = entityId.safeParse(written.id)
  if (!id.success) return refused('id must have 1 to 64 characters and no control characters')
  const reason = reasonSchema.safeParse(cellOf('reason'))
  if (!reason.success) return refused('reason must have at most 512 characters')
  const expiry = expirySchema.safeParse(cellOf('expires_at'))
  if (!expiry.success && cellOf('expires_at') !== '') {
    return refused('expires_at must be an instant such as 2027-01-31T00:00:00Z')
  }
  const expiresAt = expiry.success ? new Date(expiry.data) : null
  if (expiresAt && expiresAt <= now) return refused('expires_at must lie in the future')
  const key = `${kind}\n${id.data}`
  const first = seen.get(key)
  if (first !== undefined) return refused(`names the same ${kind} as line ${first}`)
  seen.set(key, line)
  const entry = { kind, id: id.data, list, reason: reason.data || null, expiresAt }
  return { ...written, entry, refusal: null }
}

function refuse(line: number, reason: string): never {
  throw new AppError('invalid-request', { errors: [{ field: `line ${line}`, reason }] })
}
