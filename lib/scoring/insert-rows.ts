import type { Statement } from '@/lib/platform/db'

/**
 * How the values of a column travel: as numbers and the like, whose text needs no quoting, as JSON documents of our own
 * that are stored to the byte in a text column, or as anything else.
 */
type PlainType = 'uuid' | 'integer' | 'float8' | 'numeric' | 'timestamptz' | 'boolean'
type ListType = 'float8[]'
type DocumentType = 'document'
type TextType = 'text' | 'jsonb' | 'bytea' | 'text[]'
export type ColumnType = PlainType | ListType | DocumentType | TextType

/** Column name -> PostgreSQL type, in the order of the statement. */
export type Columns = Readonly<Record<string, ColumnType>>

const isPlain = (type: ColumnType): boolean =>
  ['uuid', 'integer', 'float8', 'numeric', 'timestamptz', 'boolean'].includes(type)

/** The set-returning call that turns a column's parameter into rows. unnest would flatten a column of arrays. */
function source(type: ColumnType, parameter: string): string {
  if (isPlain(type)) return `unnest(${parameter}::${type}[])`
  if (type === 'float8[]') return `unnest(${parameter}::text[])`
  // An element of a json (not jsonb) array keeps its own text.
  return `json_array_elements${type === 'document' ? '' : '_text'}(${parameter}::json)`
}

/** A whole column as one parameter. */
function encode(type: ColumnType, values: unknown[]): string {
  if (isPlain(type)) return `{${values.map((value) => value ?? 'NULL').join(',')}}`
  if (type === 'document') return `[${values.join(',')}]`
  return type === 'float8[]' ? `{"${values.join('","')}"}` : JSON.stringify(values)
}

const sqlType = (type: ColumnType): string => (type === 'document' ? 'text' : type)

/**
 * Inserts any number of rows by one parameter per column, so that the text never changes and its plan is kept; a lone row,
 * the most frequent case, by plain values. `shared` columns have one value for all rows. Plain columns must hold numbers,
 * ids and times of our own making.
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
  const values = all.map(([, type], i) => `$${i + 1}::${sqlType(type)}`)
  const sources = own.map(([, type], i) => source(type, `$${i + 1}`)).join(', ')
  const selected = own.map(([column, type]) =>
    isPlain(type) || type === 'text' ? column : `${column}::${sqlType(type)}`,
  )
  const names = own.map(([column]) => column).join(', ')
  const one = `${insert} values (${values.join(', ')})`
  const many = `${insert} select ${[...selected, ...values.slice(own.length)].join(', ')} from rows from (${sources}) as row (${names})`
  return (rows: readonly Record<keyof C, unknown>[], same: Record<keyof S, unknown>): Statement => {
    const last = common.map(([column]) => same[column])
    const [only] = rows
    if (only && rows.length === 1) {
      return { name: `${name}-one`, text: one, values: [...own.map(([column]) => only[column]), ...last] }
    }
    const lists = own.map(([column, type]) =>
      encode(
        type,
        rows.map((row) => row[column]),
      ),
    )
    return { name, text: many, values: [...lists, ...last] }
  }
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

export const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
