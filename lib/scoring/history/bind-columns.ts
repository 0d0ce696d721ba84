import type { TransactionType } from '@/lib/engine/features'
import { currencyProblem } from '@/lib/contract/currency'
import { fieldErrors } from '@/lib/contract/validation'
import { canonicalPhone } from '@/lib/platform/canonical/phone'
import { type CanonicalTransaction, type ParsedTransaction, transactionBody } from '@/lib/scoring/path/schema'
import {
  addProblem,
  type CellReader,
  type FileColumns,
  idReader,
  numberReader,
  placeOf,
  type Place,
  type RowCells,
  textReader,
  valueAt,
} from './cell-readers'
import { currencyReader, type ReadCurrency } from './read-currency'
import { foldWord } from './fold-word'
import type { MappedField, Mapping, NumberSource, TextSource } from './mapping'
import { labelReader } from './read-label'
import { type FileBounds, momentReader } from './read-moment'
import { DAY_MS } from '@/lib/platform/time'

/** Without a column for the arrival of labels, they arrive after a week, also legitimate ones. */
const USUAL_DELAY_DAYS = 7

const TEXTS = [
  'receiverAccount',
  'deviceId',
  'phone',
  'ip',
  'country',
  'city',
  'merchantCategory',
  'channel',
  'externalId',
] as const satisfies MappedField[]
const AMOUNTS = [
  'amount',
  'senderBalanceBefore',
  'senderBalanceAfter',
  'receiverBalanceBefore',
  'receiverBalanceAfter',
] as const satisfies MappedField[]
const NUMBERS = ['latitude', 'longitude', 'declinedAttempts'] as const satisfies MappedField[]

export interface RowLabel {
  isFraud: boolean
  /** When the label arrived, in epoch milliseconds; null if never. */
  atMs: number | null
}

/** What a row says, with amounts in the currency of the file. */
export interface RowContent {
  /** As the scoring request would have it, by the same schema. */
  transaction: CanonicalTransaction
  /** Texts as the file has them, where they differ from their canonical form. */
  received: ParsedTransaction['received']
  occurredAtMs: number
  /** Null for a row without a label, and for a file without labels. */
  label: RowLabel | null
}

/** Returns undefined where it added a problem to the row. */
export type ReadRow = (row: RowCells) => RowContent | undefined

/**
 * What the rows are for. Training needs rows in order of time and one currency. Scoring takes each row as its API does: in
 * any order, in its own currency.
 */
export type RowPurpose = 'training' | 'scoring'

/**
 * Returns the function that maps records with this header to rows.
 * @throws Error naming columns of the mapping that the header has not, or has twice
 */
export function bindColumns(
  header: readonly string[],
  mapping: Mapping,
  bounds: FileBounds,
  purpose: RowPurpose = 'training',
): ReadRow {
  const { columns } = mapping
  const missing = new Set(mapping.missing.map(foldWord))
  const file: FileColumns = { header, isMissing: (cell) => missing.size > 0 && missing.has(foldWord(cell)) }
  const occurredAt = momentReader(file, 'occurredAt', columns.occurredAt, {
    bounds,
    timeZone: mapping.timeZone,
    kind: 'event',
  })
  const body = bodyReader(file, mapping)
  const places = placesOf(file, mapping)
  const needed = (['occurredAt', 'type', 'amount', 'senderAccount'] as const).flatMap(
    (field) => places.get(field) ?? [],
  )
  const textOfNeeded = needed.map((place) => ({ place, textOf: textReader(file, place) }))
  const currency: ReadCurrency =
    purpose === 'scoring' ? (transaction) => transaction : currencyReader(columns.currency, places)
  const label = columns.label === undefined ? () => null : labelReader(file, columns.label)
  const labelTime = labelTimeReader(file, mapping, bounds)

  return (row) => {
    for (const { place, textOf } of textOfNeeded) if (textOf(row) === '') addProblem(row, place, 'is empty')
    const occurredAtMs = occurredAt(row)
    const parsed = parseBody(body(row), row, places)
    const known = parsed && withPhone(parsed, row, places.get('phone'), mapping.country)
    const transaction =
      known && occurredAtMs !== undefined ? currency(known.written, occurredAtMs, row) : null
    const isFraud = label(row)
    const atMs = isFraud === null || occurredAtMs === undefined ? null : labelTime(row, occurredAtMs)
    if (row.problems.length > 0 || transaction === null) return undefined
    return {
      transaction,
      received: known!.received,
      occurredAtMs: occurredAtMs!,
      label: isFraud == null ? null : { isFraud, atMs },
    }
  }
}

type Body = Record<string, unknown>

/** The body that the scoring API would receive, without its time. */
function bodyReader(file: FileColumns, mapping: Mapping): (row: RowCells) => Body {
  const { columns } = mapping
  const readers: [name: string, read: CellReader<unknown>][] = [
    ['type', typeReader(file, columns.type)],
    ['sender_account', idReader(file, 'senderAccount', columns.senderAccount)],
  ]
  for (const field of TEXTS) {
    const source: TextSource | undefined = columns[field]
    if (source !== undefined) readers.push([snake(field), idReader(file, field, source)])
  }
  for (const field of [...AMOUNTS, ...NUMBERS]) {
    const source: NumberSource | undefined = columns[field]
    if (source === undefined) continue
    const isAmount = (AMOUNTS as readonly string[]).includes(field)
    const format = isAmount
      ? { decimal: mapping.decimal, thousands: mapping.thousands }
      : ({ decimal: mapping.decimal ?? '.', thousands: 'none' } as const)
    readers.push([snake(field), numberReader(file, field, source, format)])
  }
  if (columns.currency !== undefined) readers.push(['currency', codeReader(file, columns.currency)])
  return (row) => {
    const body: Body = {}
    for (const [name, read] of readers) {
      const value = read(row)
      if (value !== undefined) body[name] = value
    }
    return body
  }
}

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const camel = (field: string): MappedField =>
  field.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()) as MappedField

/** Parses with the schema of the scoring request; its reasons become those of the cells. */
function parseBody(
  body: Body,
  row: RowCells,
  places: ReadonlyMap<MappedField, Place>,
): ParsedTransaction | null {
  const parsed = transactionBody.safeParse(body)
  if (parsed.success) return parsed.data
  const named = new Set(row.problems.map(({ field }) => field))
  for (const { field, reason } of fieldErrors(parsed.error)) {
    const mapped = camel(field)
    if (named.has(mapped)) continue
    const place = places.get(mapped)
    row.problems.push({
      column: place?.column ?? mapped,
      field: mapped,
      value: place === undefined ? '' : valueAt(place, row),
      reason,
    })
  }
  return null
}

/** National numbers are those of the mapping's country, as in the API those of the institution's. */
function withPhone(
  { written, received }: ParsedTransaction,
  row: RowCells,
  place: Place | undefined,
  country: string | undefined,
): ParsedTransaction {
  if (written.phone === null) return { written, received }
  const phone = canonicalPhone(written.phone, country ?? null)
  if (phone === written.phone) return { written, received }
  if (typeof phone === 'string') {
    return { written: { ...written, phone }, received: { ...received, phone: written.phone } }
  }
  const reason = country === undefined ? `${phone.reason} (\`country\` of the mapping)` : phone.reason
  row.problems.push({ column: place?.column ?? 'phone', field: 'phone', value: written.phone, reason })
  return { written, received }
}

/** Where each field with columns comes from. */
function placesOf(file: FileColumns, { columns }: Mapping): Map<MappedField, Place> {
  const places = new Map<MappedField, Place>()
  for (const [field, source] of Object.entries(columns) as [MappedField, object | undefined][]) {
    if (source === undefined) continue
    const named = source as { column?: string; columns?: string[] }
    const names = named.columns ?? named.column
    if (names !== undefined) places.set(field, placeOf(file, field, names))
  }
  return places
}

function codeReader(
  file: FileColumns,
  source: NonNullable<Mapping['columns']['currency']>,
): CellReader<string> {
  if ('constant' in source) return () => source.constant
  const place = placeOf(file, 'currency', source.column)
  const textOf = textReader(file, place)
  return (row) => {
    const code = textOf(row).toUpperCase()
    if (code === '') return undefined
    const problem = currencyProblem(code)
    return problem === null ? code : addProblem(row, place, problem)
  }
}

function typeReader(
  file: FileColumns,
  source: Mapping['columns']['type'],
): CellReader<TransactionType | string> {
  if ('constant' in source) return () => source.constant
  const place = placeOf(file, 'type', source.column)
  const textOf = textReader(file, place)
  const own = Object.entries(source.values ?? {})
  const values = new Map(own.map(([word, type]) => [foldWord(word), type]))
  return (row) => {
    const text = textOf(row)
    if (text === '') return undefined
    if (own.length === 0 && source.default === undefined) return text
    const type = values.get(foldWord(text)) ?? source.default
    return type ?? addProblem(row, place, `is none of ${own.map(([word]) => word).join(', ')}`)
  }
}

function labelTimeReader(
  file: FileColumns,
  { columns, timeZone }: Mapping,
  bounds: FileBounds,
): (row: RowCells, occurredAtMs: number) => number | null {
  const source = columns.labelAt
  if (source === undefined || 'delayDays' in source) {
    const delayMs = (source?.delayDays ?? USUAL_DELAY_DAYS) * DAY_MS
    return (_row, occurredAtMs) => occurredAtMs + delayMs
  }
  const read = momentReader(file, 'labelAt', source, { bounds, timeZone, kind: 'label' })
  const place = placeOf(file, 'labelAt', source.columns ?? source.column!)
  return (row, occurredAtMs) => {
    const atMs = read(row)
    if (atMs === undefined) return null
    if (atMs <= occurredAtMs) {
      addProblem(row, place, 'is not after the transaction: no label is known before it')
    }
    return atMs
  }
}
