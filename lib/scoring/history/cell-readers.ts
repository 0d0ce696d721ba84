/** Readers of cells. Each belongs to one field; it adds the row's problem where the cell cannot be read. */

import { findColumn } from '@/lib/platform/csv/find-column'
import { decimalReader, isScientific, type NumberFormat } from '@/lib/platform/csv/read-decimal'
import type { NumberSource, SenderSource } from './mapping'

/** Why a row is rejected: `reason` never contains a value of the file, so that equal reasons can be counted. */
export interface CellProblem {
  column: string
  field: string
  value: string
  reason: string
}

/** What the readers of one row share; one object for all rows, as millions of them are read. */
export interface RowCells {
  cells: readonly string[]
  /** The number of the row from 0, rejected rows counted. */
  record: number
  /** The time of the latest accepted row. */
  latestMs: number
  problems: CellProblem[]
  notes: Set<RowNote>
}

/** What the report says about accepted rows. */
export const ROW_NOTES = ['repeated hour', 'rounded', 'converted'] as const
export type RowNote = (typeof ROW_NOTES)[number]

/** Undefined for an empty cell, and where a problem was added. */
export type CellReader<T> = (row: RowCells) => T | undefined

/** The columns of one field. */
export interface Place {
  /** As a reader of the mapping names it: the columns, or what stands for them. */
  column: string
  field: string
  indices: readonly number[]
}

export interface FileColumns {
  header: readonly string[]
  isMissing: (cell: string) => boolean
}

export function placeOf({ header }: FileColumns, field: string, columns: string | readonly string[]): Place {
  const names = typeof columns === 'string' ? [columns] : columns
  return { column: names.join(' + '), field, indices: names.map((name) => findColumn(header, name)) }
}

export const valueAt = ({ indices }: Place, { cells }: RowCells): string =>
  indices.length === 1
    ? cells[indices[0]!]!
    : indices
        .map((index) => cells[index]!.trim())
        .join(' ')
        .trim()

export function addProblem(row: RowCells, place: Place, reason: string): undefined {
  row.problems.push({ column: place.column, field: place.field, value: valueAt(place, row).trim(), reason })
}

/** The trimmed text of a cell; empty where it stands for a missing value. */
export function textReader(file: FileColumns, place: Place): (row: RowCells) => string {
  const { isMissing } = file
  return (row) => {
    const text = valueAt(place, row).trim()
    return text === '' || isMissing(text) ? '' : text
  }
}

export function required<T>(file: FileColumns, place: Place, read: CellReader<T>): CellReader<T> {
  const textOf = textReader(file, place)
  return (row) => (textOf(row) === '' ? addProblem(row, place, 'is empty') : read(row))
}

/** An id or a text, of one or several columns, or the same in all rows. */
export function idReader(file: FileColumns, field: string, source: SenderSource): CellReader<string> {
  if ('perRow' in source) return ({ record }) => `row ${record + 1}`
  if ('constant' in source) return () => source.constant
  const columns = 'columns' in source ? source.columns : [source.column]
  const place = placeOf(file, field, columns)
  const parts = place.indices.map((index) => textReader(file, { ...place, indices: [index] }))
  const prefix = source.prefix ?? ''
  const separator = 'separator' in source ? source.separator : ''
  return (row) => {
    if (parts.length === 1) {
      const text = parts[0]!(row)
      if (text === '') return undefined
      return isScientific(text) ? addProblem(row, place, SPREADSHEET) : prefix + text
    }
    const texts = parts.map((part) => part(row))
    if (texts.every((text) => text === '')) return undefined
    if (texts.includes('')) return addProblem(row, place, 'a part of the id is empty')
    if (texts.some(isScientific)) return addProblem(row, place, SPREADSHEET)
    if (texts.some((text) => text.includes(separator))) {
      return addProblem(row, place, `a part of the id contains its separator "${separator}"`)
    }
    return prefix + texts.join(separator)
  }
}

const SPREADSHEET =
  'is a number in scientific notation: a spreadsheet cut its last digits, so different ids look the same'

/** A number; amounts of money may be rounded to two decimals. */
export function numberReader(
  file: FileColumns,
  field: string,
  source: NumberSource,
  format: NumberFormat,
): CellReader<number> {
  const place = placeOf(file, field, source.column)
  const textOf = textReader(file, place)
  const round = 'round' in source && source.round
  const read = decimalReader({ ...format, ...definedOnly(source) })
  return (row) => {
    const text = textOf(row)
    if (text === '') return undefined
    const found = read(text)
    if (typeof found === 'string') return addProblem(row, place, found)
    if (!round) return found
    const rounded = Math.round(found * 100) / 100
    if (rounded !== found) row.notes.add('rounded')
    return rounded
  }
}

const definedOnly = ({ decimal, thousands }: NumberSource): NumberFormat => ({
  ...(decimal && { decimal }),
  ...(thousands && { thousands }),
})
