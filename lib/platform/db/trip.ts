import { type Connection, type PoolClient, Query, type QueryConfig, type QueryResult } from 'pg'

/** A named statement: parsed and planned once per connection. */
export type Statement = QueryConfig & { name: string }

/** The names that each connection has parsed. */
const parsed = new WeakMap<Connection, Set<string>>()

type Parameter = string | Buffer | null

function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return `{${value.join(',')}}`
  return String(value as string | number | boolean)
}

/** Clients whose last trip failed before it was known what the server had parsed. */
const spoilt = new WeakSet<PoolClient>()

/** True where the connection cannot be used any more. */
export const isSpoilt = (client: PoolClient): boolean => spoilt.has(client)

/**
 * Several statements that travel as one: one write to the socket, one answer. The server flushes what it has to say once
 * per synchronisation, and pg would synchronise after every statement; each flush wakes both sides.
 */
class Trip extends Query {
  /** True where a statement travels for the first time on its connection. */
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

/** Sends the statements in one trip; one result each. After the first that fails the server skips the rest. */
export function travel(client: PoolClient, statements: readonly Statement[]): Promise<QueryResult[]> {
  return new Promise((resolve, reject) => {
    const trip: Trip = new Trip(statements, (error, results) => {
      if (!error) return resolve([results].flat() as QueryResult[])
      if (trip.parses) spoilt.add(client)
      reject(error)
    })
    client.query(trip)
  })
}
