import {
  bytesArray,
  float8Array,
  joinedFloat8Array,
  type Statement,
  textArray,
  timestampArray,
} from '@/lib/platform/db'

/**
 * The columns that a statement can carry. `uuid`, `integer`, `numeric` and `boolean` travel as text that needs no quoting:
 * ids and numbers of our own making. A `timestamptz` is given in epoch milliseconds, a `bytea` as a Buffer, a `float8[]` as
 * numbers, of the same length in all rows; all else as text.
 */
export type ColumnType =
  | 'uuid'
  | 'integer'
  | 'numeric'
  | 'boolean'
  | 'float8'
  | 'timestamptz'
  | 'text'
  | 'text[]'
  | 'jsonb'
  | 'bytea'
  | 'float8[]'

/** Column name -> PostgreSQL type, in the order of the statement. */
export type Columns = Readonly<Record<string, ColumnType>>

/** A whole column as one parameter. */
function encode(type: ColumnType, values: unknown[]): string | Buffer {
  switch (type) {
    case 'float8':
      return float8Array(values as number[])
    case 'timestamptz':
      return timestampArray(values as number[])
    case 'bytea':
      return bytesArray(values as Buffer[])
    case 'float8[]':
      return joinedFloat8Array(values as Float64Array[])
    case 'text':
    case 'text[]':
    case 'jsonb':
      return textArray(values as (string | null)[])
    default:
      return `{${values.map((value) => value ?? 'NULL').join(',')}}`
  }
}

/** A lone value as a parameter. */
function encodeOne(type: ColumnType, value: unknown): unknown {
  if (type === 'float8[]') return float8Array(value as Float64Array)
  return type === 'timestamptz' ? new Date(value as number).toISOString() : value
}

const AS_TEXT: readonly ColumnType[] = ['text[]', 'jsonb']

/** Of the statement for many rows: the parameter's array type, and what is selected of it. */
const arrayType = (type: ColumnType): string =>
  type === 'float8[]' ? 'float8[]' : `${AS_TEXT.includes(type) ? 'text' : type}[]`

/**
 * Inserts any number of rows by one parameter per column, so that the text never changes and its plan is kept; a lone row,
 * the most frequent case, by plain values. `shared` columns have one value for all rows.
 */
export function rowInserter<C extends Columns, S extends Columns = Record<never, never>>(
  name: string,
  table: string,
  columns: C,
  shared: S,
) {
  const own = Object.entries(columns)
  const common = Object.entries(shared)
  const all = [...own, ...common]
  const insert = `insert into ${table} (${all.map(([column]) => column).join(', ')})`
  const values = all.map(([, type], i) => `$${i + 1}::${type}`)
  const one = `${insert} values (${values.join(', ')})`
  const lists = own.map(([, type], i) => `$${i + 1}::${arrayType(type)}`)
  const inRows = own.flatMap(([column, type], i) => (type === 'float8[]' ? [] : [{ column, list: lists[i] }]))
  const count = `$${all.length + 1}::integer`
  // unnest would flatten a column of lists: each row takes its part of the lists end to end.
  const part = (list: string | undefined) => {
    const width = `(cardinality(${list}) / ${count})`
    return `(${list})[(ordinal - 1) * ${width} + 1 : ordinal * ${width}]`
  }
  const selected = own.map(([column, type], i) => {
    if (type === 'float8[]') return part(lists[i])
    return AS_TEXT.includes(type) ? `${column}::${type}` : column
  })
  const sources = `rows from (${inRows.map(({ list }) => `unnest(${list})`).join(', ')}) with ordinality`
  const names = [...inRows.map(({ column }) => column), 'ordinal'].join(', ')
  const many = `${insert} select ${[...selected, ...values.slice(own.length)].join(', ')} from ${sources} as row (${names})`
  return (rows: readonly Record<keyof C, unknown>[], same: Record<keyof S, unknown>): Statement => {
    const last = common.map(([column]) => same[column])
    const [only] = rows
    if (only && rows.length === 1) {
      const lone = own.map(([column, type]) => encodeOne(type, only[column]))
      return { name: `${name}-one`, text: one, values: [...lone, ...last] }
    }
    const encoded = own.map(([column, type]) =>
      encode(
        type,
        rows.map((row) => row[column]),
      ),
    )
    const counted = inRows.length < own.length ? [rows.length] : []
    return { name, text: many, values: [...encoded, ...last, ...counted] }
  }
}

/** An exact decimal of minor units. */
export function decimal(minor: number | null): string | null {
  if (minor === null) return null
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** An array literal of names without commas, quotes or braces, as reason codes are. */
export const codeArray = (codes: readonly string[]): string => `{${codes.join(',')}}`
