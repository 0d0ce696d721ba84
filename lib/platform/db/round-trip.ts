import { type Connection, type PoolClient, Query, type QueryConfig, type QueryResult } from 'pg'
import { singleton } from '../singleton'

/** A named statement. PostgreSQL parses and plans it once per connection. */
export type Statement = QueryConfig & { name: string }

/** Names of the statements that each connection has parsed. */
const parsed = singleton('db.parsed-statements', () => new WeakMap<Connection, Set<string>>())

type Parameter = string | Buffer | null

function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return `{${value.join(',')}}`
  return String(value as string | number | boolean)
}

/** Clients whose round trip failed while it parsed statements: which of them the server has parsed is unknown. */
const unusable = singleton('db.unusable-clients', () => new WeakSet<PoolClient>())

/** True if the pool must close the connection. */
export const isUnusable = (client: PoolClient): boolean => unusable.has(client)

/**
 * Sends several statements with one socket write and one Sync message. pg sends Sync after each statement; the server
 * flushes its output at each Sync, and each flush wakes both sides.
 */
class RoundTrip extends Query {
  /** True if a statement is sent for the first time on its connection. */
  parses = false

  constructor(statements: readonly Statement[], done: (error: Error | undefined, results: unknown) => void) {
    super('', done)
    const bound = statements.map((statement) => ({
      ...statement,
      parameters: (statement.values ?? []).map(toParameter),
    }))
    this.submit = (connection) => {
      connection.stream.cork()
      for (const { name, text, parameters } of bound) {
        if (this.isNew(connection, name)) connection.parse({ name, text, types: [] }, true)
        connection.bind({ statement: name, values: parameters }, true)
        connection.describe({ type: 'P', name: '' }, true)
        connection.execute(null, true)
      }
      connection.sync()
      connection.stream.uncork()
      return null
    }
  }

  private isNew(connection: Connection, name: string): boolean {
    const names = parsed.get(connection) ?? new Set()
    parsed.set(connection, names)
    if (names.has(name)) return false
    names.add(name)
    return (this.parses = true)
  }
}

/** Sends the statements in one round trip; returns one result each. After an error the server skips the rest. */
export function sendStatements(client: PoolClient, statements: readonly Statement[]): Promise<QueryResult[]> {
  return new Promise((resolve, reject) => {
    const roundTrip: RoundTrip = new RoundTrip(statements, (error, results) => {
      if (!error) return resolve([results].flat() as QueryResult[])
      if (roundTrip.parses) unusable.add(client)
      reject(error)
    })
    client.query(roundTrip)
  })
}
