import type { QueryResult } from 'pg'
import { scoringPool } from './pools'
import { sealTenant } from './seal'
import { isUnusable, sendStatements, type Statement } from './round-trip'

/** A tenant transaction with pipelined statements: begin and read in one round trip, write and commit in another. */
export interface TenantPipeline {
  /** Sends the statements in one round trip and waits. Throws the first error; the server skips the statements after it. */
  send(statements: Statement[]): Promise<QueryResult[]>
  /** Sends the statements without waiting, so database and caller work in parallel. `commit` throws their error. */
  post(statements: Statement[]): void
  /** Sends the statements and the commit in one round trip. The transaction is durable when the promise resolves. */
  commit(statements: Statement[]): Promise<QueryResult[]>
}

const BEGIN: Statement = { name: 'begin', text: 'begin' }
const COMMIT: Statement = { name: 'commit', text: 'commit' }
const enter = (tenantId: string): Statement => ({
  name: 'tenant',
  text: "select set_config('app.ctx', $1, true)",
  values: [sealTenant(tenantId)],
})

/** Runs `work` in a transaction of the tenant on a pipelined connection. Rolls back if `work` does not commit. */
export async function withTenantPipeline<T>(
  tenantId: string,
  work: (tx: TenantPipeline) => Promise<T>,
): Promise<T> {
  const client = await scoringPool().connect()
  let begun = false
  let committed = false
  const posted: Promise<QueryResult[] | Error>[] = []
  const begin = () => (begun ? [] : ((begun = true), [BEGIN, enter(tenantId)]))
  try {
    const result = await work({
      send: async (statements) =>
        (await sendStatements(client, [...begin(), ...statements])).slice(-statements.length),
      post: (statements) => {
        posted.push(sendStatements(client, [...begin(), ...statements]).catch((error: Error) => error))
      },
      commit: async (statements) => {
        const closing = sendStatements(client, [...begin(), ...statements, COMMIT])
        const results = await closing.catch(async (error: Error) => {
          // Statements after a failed one only report an aborted transaction: the first error is the cause.
          throw (await Promise.all(posted)).find((result) => result instanceof Error) ?? error
        })
        const last = results.at(-1)
        committed = true
        if (last?.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
        return results.slice(-1 - statements.length, -1)
      },
    })
    if (!committed) await client.query('rollback')
    client.release(isUnusable(client))
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(isUnusable(client)),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
