import { float8Array, hexArray, type Statement, textArray, timestampArray } from '@/lib/platform/db'

/**
 * Values: `timestamptz` in epoch milliseconds, `bytea` in hex, a shared `float8[]` as `matrixArray` of the lists of the rows.
 * `uuid`, `integer`, `numeric`, `boolean` and `date` are sent as unquoted text, so only ids and numbers that this code generates.
 */
export type ColumnType =
  | 'uuid'
  | 'integer'
  | 'numeric'
  | 'boolean'
  | 'float8'
  | 'timestamptz'
  | 'date'
  | 'text'
  | 'text[]'
  | 'jsonb'
  | 'bytea'
  | 'float8[]'

/** Column name to PostgreSQL type, in the order of the statement. */
type Columns = Readonly<Record<string, ColumnType>>

/** `Columns` with the value of a row. A function per column is faster than reading a property by name in every row. */
export type RowColumns<R> = Readonly<Record<string, readonly [ColumnType, (row: R) => unknown]>>

/** Encodes the values of a column as one array parameter. */
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

/** Encodes a single value as a parameter. */
function encodeOne(type: ColumnType, value: unknown): unknown {
  if (type === 'bytea') return `\\x${value as string}`
  return type === 'timestamptz' ? new Date(value as number).toISOString() : value
}

const AS_TEXT: readonly ColumnType[] = ['text[]', 'jsonb']

/** Array type of a column's parameter in the statement for many rows. */
const arrayType = (type: ColumnType): string => `${AS_TEXT.includes(type) ? 'text' : type}[]`

/**
 * Inserts rows with one array parameter per column: the text is constant, so its plan is cached. A single row, the most
 * frequent case, uses plain values. A `shared` column has one value for all rows; a shared matrix has one part per row.
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
  // Slices the list of row i: unnest would flatten a two-dimensional array.
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
    const last = common.map(([column]) => same[column])
    const [only] = rows
    if (only !== undefined && rows.length === 1) {
      const lone = own.map(([, type, valueOf]) => encodeOne(type, valueOf(only)))
      return { name: `${name}-one`, text: one, values: [...lone, ...last] }
    }
    const encoded = own.map(([, type, valueOf]) => encode(type, rows.map(valueOf)))
    return { name, text: many, values: [...encoded, ...last, ...(hasMatrix ? [rows.length] : [])] }
  }
}

/** PostgreSQL array literal of reason codes, which contain no commas, quotes or braces. */
export const codeArray = (codes: readonly string[]): string => `{${codes.join(',')}}`
