import {
  float8Array,
  hexArray,
  matrixArray,
  type Statement,
  textArray,
  timestampArray,
} from '@/lib/platform/db'

/**
 * The columns that a statement can carry. `uuid`, `integer`, `numeric` and `boolean` travel as text that needs no quoting:
 * ids and numbers of our own making. A `timestamptz` is given in epoch milliseconds, a `bytea` in hex, a shared `float8[]` as
 * the rows' lists end to end, all of one length; all else as text.
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
type Columns = Readonly<Record<string, ColumnType>>

/** The same, with what a row has to say there. A function per column: to look a name up in every row would cost more. */
export type RowColumns<R> = Readonly<Record<string, readonly [ColumnType, (row: R) => unknown]>>

/** A whole column as one parameter. */
function encode(type: ColumnType, values: unknown[]): string | Buffer {
  switch (type) {
    case 'float8':
      return float8Array(values as number[])
    case 'timestamptz':
      return timestampArray(values as number[])
    case 'bytea':
      return hexArray(values as string[])
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
  if (type === 'bytea') return `\\x${value as string}`
  return type === 'timestamptz' ? new Date(value as number).toISOString() : value
}

const AS_TEXT: readonly ColumnType[] = ['text[]', 'jsonb']

/** Of the statement for many rows: the parameter's array type, and what is selected of it. */
const arrayType = (type: ColumnType): string => `${AS_TEXT.includes(type) ? 'text' : type}[]`

/**
 * Inserts any number of rows by one parameter per column, so that the text never changes and its plan is kept; a lone row,
 * the most frequent case, by plain values. `shared` columns have one value for all rows, but for a matrix: each row takes its
 * part of it.
 */
export function rowInserter<R, S extends Columns>(
  name: string,
  table: string,
  columns: RowColumns<R>,
  shared: S,
) {
  const own = Object.entries(columns).map(([column, [type, valueOf]]) => [column, type, valueOf] as const)
  const common = Object.entries(shared)
  const all = [...own.map(([column, type]) => [column, type] as const), ...common]
  const insert = `insert into ${table} (${all.map(([column]) => column).join(', ')})`
  const values = all.map(([, type], i) => `$${i + 1}::${type}`)
  const one = `${insert} values (${values.join(', ')})`
  const lists = own.map(([, type], i) => `unnest($${i + 1}::${arrayType(type)})`)
  const count = `$${all.length + 1}::integer`
  // unnest would flatten a list of lists.
  const part = (list: string | undefined) => {
    const width = `(cardinality(${list}) / ${count})`
    return `(${list})[(ordinal - 1) * ${width} + 1 : ordinal * ${width}]`
  }
  const selected = [
    ...own.map(([column, type]) => (AS_TEXT.includes(type) ? `${column}::${type}` : column)),
    ...common.map(([, type], i) => {
      const value = values[own.length + i]
      return type === 'float8[]' ? part(value) : value
    }),
  ]
  const hasMatrix = common.some(([, type]) => type === 'float8[]')
  const sources = `rows from (${lists.join(', ')}) with ordinality`
  const names = [...own.map(([column]) => column), 'ordinal'].join(', ')
  const many = `${insert} select ${selected.join(', ')} from ${sources} as row (${names})`
  return (rows: readonly R[], same: Record<keyof S, unknown>): Statement => {
    const last = common.map(([column, type]) => {
      const value = same[column]
      return type === 'float8[]' ? matrixArray(value as Float64Array) : value
    })
    const [only] = rows
    if (only !== undefined && rows.length === 1) {
      const lone = own.map(([, type, valueOf]) => encodeOne(type, valueOf(only)))
      return { name: `${name}-one`, text: one, values: [...lone, ...last] }
    }
    const encoded = own.map(([, type, valueOf]) => encode(type, rows.map(valueOf)))
    return { name, text: many, values: [...encoded, ...last, ...(hasMatrix ? [rows.length] : [])] }
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
