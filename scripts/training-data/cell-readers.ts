/** Readers of single cells. Each belongs to one column; its error names the expected value. */

import { TRANSACTION_TYPES, type TransactionType } from '@/lib/engine/features'
import { eventTimeProblem } from '@/lib/contract/time-bounds'
import type { Mapping, TimeSource } from './mapping'
import { readIsoTime } from './read-time'

export type CellReader<T> = (cells: string[]) => T

/** An invalid cell; the caller adds the line. */
export class CellError extends Error {}

/** The position of a field in a record, the name of its column and that of the field. */
export interface Place {
  index: number
  column: string
  field: string
}

const MONEY = /^-?\d{1,13}(\.\d+)?$/
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/
const COUNT = /^\d{1,9}(\.0+)?$/

function reject({ index, column, field }: Place, cells: string[], expected: string): never {
  const read = cells[index] === '' ? 'it is empty' : `cannot read "${cells[index]}"`
  throw new CellError(
    `column ${column}${column === field ? '' : ` (${field})`}: ${read}, ${expected} is expected`,
  )
}

export const optional =
  <T>(place: Place, reader: CellReader<T>): CellReader<T | null> =>
  (cells) =>
    cells[place.index] === '' ? null : reader(cells)

export const textAt =
  (place: Place): CellReader<string> =>
  (cells) =>
    cells[place.index]! || reject(place, cells, 'a text')

/** Minor units, rounded to the nearest cent. */
export const moneyAt =
  (place: Place, negative: 'negative too' | 'not negative'): CellReader<number> =>
  (cells) => {
    const text = cells[place.index]!
    const minor = MONEY.test(text) ? Math.round(Number(text) * 100) : NaN
    if (Number.isSafeInteger(minor) && (minor >= 0 || negative === 'negative too')) return minor + 0
    return reject(place, cells, `a plain number, ${negative},`)
  }

export const numberAt =
  (place: Place): CellReader<number> =>
  (cells) =>
    NUMBER.test(cells[place.index]!) ? Number(cells[place.index]) : reject(place, cells, 'a number')

export const countAt =
  (place: Place): CellReader<number> =>
  (cells) =>
    COUNT.test(cells[place.index]!) ? Number(cells[place.index]) : reject(place, cells, 'a count')

/** The bounds of times in a file, in epoch milliseconds: those of the scoring API. */
export interface FileBounds {
  earliestMs: number
  nowMs: number
}

/** Rejects a time that the scoring API would reject. */
export function boundedTime(place: Place, read: CellReader<number>, bounds: FileBounds): CellReader<number> {
  return (cells) => {
    const atMs = read(cells)
    const problem = eventTimeProblem(atMs, bounds.earliestMs, bounds.nowMs)
    if (problem === null) return atMs
    const { column, field, index } = place
    throw new CellError(
      `column ${column}${column === field ? '' : ` (${field})`}: "${cells[index]}" ${problem}`,
    )
  }
}

const UNIT_MS = { 'epoch-s': 1000, 'epoch-ms': 1, hours: 3_600_000, seconds: 1000, days: 86_400_000 }

/** Epoch milliseconds. */
export function timeAt(place: Place, source: TimeSource): CellReader<number> {
  const { format } = source
  if (format === 'iso') {
    return (cells) => readIsoTime(cells[place.index]!) ?? reject(place, cells, 'an ISO 8601 time')
  }
  const epochMs = 'epoch' in source ? (readIsoTime(source.epoch) ?? NaN) : 0
  return (cells) => {
    const text = cells[place.index]!
    const atMs = NUMBER.test(text) ? Math.round(epochMs + Number(text) * UNIT_MS[format]) : NaN
    return Number.isSafeInteger(atMs) ? atMs : reject(place, cells, `a time in ${format}`)
  }
}

export function typeAt(
  place: Place,
  source: Extract<Mapping['columns']['type'], { column: string }>,
): CellReader<TransactionType> {
  const own = source.values && Object.keys(source.values).length > 0 ? source.values : null
  const values = new Map(own ? Object.entries(own) : TRANSACTION_TYPES.map((type) => [type, type]))
  const expected = `one of ${[...values.keys()].join(', ')}`
  return (cells) => {
    const text = cells[place.index]!
    const type = values.get(text) ?? (text === '' ? undefined : source.default)
    return type ?? reject(place, cells, expected)
  }
}

/** With own words for fraud every other text means legitimate; without them the values are 0 and 1. */
export function labelAt(place: Place, fraud: readonly string[] = ['1']): CellReader<boolean> {
  const legitimate = fraud.length === 1 && fraud[0] === '1' ? '0' : null
  return (cells) => {
    const text = cells[place.index]!
    if (fraud.includes(text)) return true
    if (text !== '' && (legitimate === null || text === legitimate)) return false
    return reject(place, cells, legitimate === null ? 'a label' : '0 or 1')
  }
}
