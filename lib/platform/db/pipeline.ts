import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { scoringPool } from './pools'
import { sealTenant } from './seal'

/** A named statement: parsed and planned once per connection. */
export type Statement = QueryConfig & { name: string }

/** One tenant transaction whose statements travel together: begin + read in one trip, write + commit in another. */
export interface TenantPipeline {
  /** Sends the statements in one trip and waits for all. The first failure is thrown after every answer is in. */
  send(statements: Statement[]): Promise<QueryResult[]>
  /** Sends the statements at once and goes on: the database works while the caller does. Commit reports their failure. */
  post(statements: Statement[]): void
  /** Sends the statements and the commit in one trip. Durable when it returns. */
  commit(statements: Statement[]): Promise<QueryResult[]>
}

/** Besides the tenant: all statements here go by key, so the plan of the first call is the plan of every call. */
const OPEN =
  "select set_config('app.ctx', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)"

async function sendAll(client: PoolClient, statements: (Statement | string)[]): Promise<QueryResult[]> {
  const settled = await Promise.allSettled(
    statements.map((s) => (typeof s === 'string' ? client.query(s) : client.query(s))),
  )
  const failed = settled.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return settled.map((result) => (result as PromiseFulfilledResult<QueryResult>).value)
}

/** Runs work in one transaction of the tenant on a pipelined connection. Without a commit everything is rolled back. */
export async function withTenantPipeline<T>(
  tenantId: string,
  work: (tx: TenantPipeline) => Promise<T>,
): Promise<T> {
  const client = await scoringPool().connect()
  const opening: (Statement | string)[] = [
    'begin',
    { name: 'tenant', text: OPEN, values: [sealTenant(tenantId)] },
  ]
  let begun = false
  let committed = false
  const posted: Promise<QueryResult[] | Error>[] = []
  const begin = () => (begun ? [] : ((begun = true), opening))
  try {
    const answer = await work({
      send: async (statements) =>
        (await sendAll(client, [...begin(), ...statements])).slice(-statements.length),
      post: (statements) => {
        posted.push(sendAll(client, [...begin(), ...statements]).catch((error: Error) => error))
      },
      commit: async (statements) => {
        const closing = sendAll(client, [...begin(), ...statements, 'commit'])
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
    client.release()
    return answer
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
