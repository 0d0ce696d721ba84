import type { Statement } from '@/lib/platform/db'

/** Column name -> PostgreSQL type, in the order of the statement. */
export type Columns = Readonly<Record<string, string>>

/**
 * A statement that inserts any number of rows: one array per column, so its text never changes and its plan is kept.
 * A column of arrays travels as array literals, because unnest would flatten it.
 */
export function rowInserter<C extends Columns>(name: string, table: string, columns: C) {
  const names = Object.keys(columns) as (keyof C & string)[]
  const isArray = (column: keyof C & string) => columns[column]?.endsWith('[]')
  const list = names.join(', ')
  const casts = names.map((column) => (isArray(column) ? `${column}::${columns[column]}` : column)).join(', ')
  const parameters = names
    .map((column, i) => `$${i + 1}::${isArray(column) ? 'text' : columns[column]}[]`)
    .join(', ')
  const text = `insert into ${table} (${list}) select ${casts} from unnest(${parameters}) as row (${list})`
  return (rows: readonly Record<keyof C, unknown>[]): Statement => ({
    name,
    text,
    values: names.map((column) => rows.map((row) => row[column])),
  })
}

/** An exact decimal of minor units. */
export function decimal(minor: number | null): string | null {
  if (minor === null) return null
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** An array literal of numbers; NaN is a number to PostgreSQL too. */
export const numberArray = (values: Float32Array | Float64Array): string => `{${values.join(',')}}`

/** An array literal of names without commas, quotes or braces, as reason codes are. */
export const codeArray = (codes: readonly string[]): string => `{${codes.join(',')}}`
