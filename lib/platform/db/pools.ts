import { Pool, type PoolConfig } from 'pg'
import { env } from '../env'
import { log } from '../log'
import { singleton } from '../singleton'

/** The server gives up before the client does: lock < statement < query < transaction. Milliseconds. */
export const TIMEOUTS = {
  connect: 1_000,
  /** For one of the pool's connections: a page asks for many things, and a burst is no outage. */
  turn: 3_000,
  lock: 1_000,
  statement: 3_000,
  query: 4_000,
  idleInTransaction: 5_000,
  transaction: 8_000,
} as const

function createPool(name: string, config: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    application_name: `app-${name}`,
    connectionTimeoutMillis: TIMEOUTS.connect,
    lock_timeout: TIMEOUTS.lock,
    statement_timeout: TIMEOUTS.statement,
    query_timeout: TIMEOUTS.query,
    idle_in_transaction_session_timeout: TIMEOUTS.idleInTransaction,
    keepAlive: true,
    ...config,
  })
  pool.on('error', (error: Error & { client?: unknown }) => {
    // The pool hangs the whole connection on its error: statements, and the key that cancels them.
    delete error.client
    log.warn({ err: error, pool: name }, 'idle database connection failed')
  })
  return pool
}

/** Everything but scoring: pages, lists, administration. */
export const appPool = (): Pool =>
  singleton('pool.app', () => createPool('main', { max: 8, connectionTimeoutMillis: TIMEOUTS.turn }))

/** All of scoring's statements go by key, so the plan of the first call is the plan of every call. */
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan'

/** Scoring: few connections that send statements without waiting for each answer. */
export const scoringPool = (): Pool =>
  singleton('pool.scoring', () =>
    createPool('scoring', { max: 4, pipeline: true, options: ONE_PLAN } as PoolConfig),
  )
