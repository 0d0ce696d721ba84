import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { env } from '../env'
import { log } from '../log'
import { singleton } from '../singleton'

/** Timeouts in milliseconds; the server's are shorter than the client's: lock < stripes < statement < query < transaction. */
export const TIMEOUTS = {
  connect: 1_000,
  /** Waiting for a pooled connection: a page runs many queries, and a burst is not an outage. */
  turn: 3_000,
  lock: 1_000,
  /** Waiting for the stripes of entity states: another process may score a batch under them. */
  stripes: 2_500,
  statement: 3_000,
  query: 4_000,
  idleInTransaction: 5_000,
  transaction: 8_000,
} as const

function createPool(name: string, config: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    // Servers of releases before this name are named app-main and app-scoring (lib/access/audit/seals/format-to-write.ts).
    application_name: `sentinel-${name}`,
    connectionTimeoutMillis: TIMEOUTS.connect,
    lock_timeout: TIMEOUTS.lock,
    statement_timeout: TIMEOUTS.statement,
    query_timeout: TIMEOUTS.query,
    idle_in_transaction_session_timeout: TIMEOUTS.idleInTransaction,
    keepAlive: true,
    ...config,
  })
  pool.on('error', (error: Error & { client?: unknown }) => {
    // The pool attaches the whole client to the error: its statements and its cancel key must not reach the log.
    delete error.client
    log.warn({ err: error, pool: name }, 'idle database connection failed')
  })
  return pool
}

/** Everything but scoring: pages, lists, administration. */
export const appPool = (): Pool =>
  singleton('pool.app', () => createPool('main', { max: 8, connectionTimeoutMillis: TIMEOUTS.turn }))

/** Scoring's statements all look up by key, so one generic plan serves every call. */
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan'

const SCORING_CONNECTIONS = 4

/** A score waits while another process scores a batch of the same tenant or settles labels, which holds the stripes. */
export const SCORING_TIMEOUTS = { lock: 5_000, statement: 6_000, query: 7_000 } as const

/** Scoring: few connections that pipeline their statements. Idle ones stay open, with their prepared statements. */
export const scoringPool = (): Pool =>
  singleton('pool.scoring', () =>
    createPool('scoring', {
      min: SCORING_CONNECTIONS,
      max: SCORING_CONNECTIONS,
      pipeline: true,
      options: ONE_PLAN,
      lock_timeout: SCORING_TIMEOUTS.lock,
      statement_timeout: SCORING_TIMEOUTS.statement,
      query_timeout: SCORING_TIMEOUTS.query,
    } as PoolConfig),
  )

const OPEN_ATTEMPTS = 5

/** Opens every scoring connection, so that no first request waits for one. @throws when the database does not respond */
export async function openScoringConnections(): Promise<void> {
  const opened: PoolClient[] = []
  try {
    // One at a time, so that a busy machine opens each within the time limit.
    while (opened.length < SCORING_CONNECTIONS) opened.push(await openConnection())
  } finally {
    for (const client of opened) client.release()
  }
}

async function openConnection(attempt = 1): Promise<PoolClient> {
  try {
    return await scoringPool().connect()
  } catch (error) {
    if (attempt === OPEN_ATTEMPTS) throw error
    return await openConnection(attempt + 1)
  }
}
