import type { QueryResult } from 'pg'
import { scoringPool } from './pools'
import { sealTenant } from './seal'
import { isSpoilt, type Statement, travel } from './trip'

/** One tenant transaction whose statements travel together: begin + read in one trip, write + commit in another. */
export interface TenantPipeline {
  /** Sends the statements in one trip and waits for all. Those after one that fails are skipped, and its failure is thrown. */
  send(statements: Statement[]): Promise<QueryResult[]>
  /** Sends the statements at once and goes on: the database works while the caller does. Commit reports their failure. */
  post(statements: Statement[]): void
  /** Sends the statements and the commit in one trip. Durable when it returns. */
  commit(statements: Statement[]): Promise<QueryResult[]>
}

const BEGIN: Statement = { name: 'begin', text: 'begin' }
const COMMIT: Statement = { name: 'commit', text: 'commit' }
const enter = (tenantId: string): Statement => ({
  name: 'tenant',
  text: "select set_config('app.ctx', $1, true)",
  values: [sealTenant(tenantId)],
})

/** Runs work in one transaction of the tenant on a pipelined connection. Without a commit everything is rolled back. */
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
    const answer = await work({
      send: async (statements) =>
        (await travel(client, [...begin(), ...statements])).slice(-statements.length),
      post: (statements) => {
        posted.push(travel(client, [...begin(), ...statements]).catch((error: Error) => error))
      },
      commit: async (statements) => {
        const closing = travel(client, [...begin(), ...statements, COMMIT])
        const results = await closing.catch(async (error: Error) => {
          // Whatever follows a failed statement only says that the transaction is aborted: the first one knows why.
          throw (await Promise.all(posted)).find((answer) => answer instanceof Error) ?? error
        })
        const last = results.at(-1)
        committed = true
        if (last?.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
        return results.slice(-1 - statements.length, -1)
      },
    })
    if (!committed) await client.query('rollback')
    client.release(isSpoilt(client))
    return answer
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(isSpoilt(client)),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
