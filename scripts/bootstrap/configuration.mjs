// Chooses the embedded or an external database and builds the environment of the server.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StepError } from './output.mjs'
import { fromRoot, LOGS, STATE } from './paths.mjs'
import { startPostgres, urlOf } from './postgres.mjs'
import { runningInstance } from './running.mjs'
import { loadSecrets } from './secrets.mjs'

const REQUIRED_OUTSIDE = [
  'NEXTAUTH_SECRET',
  'NEXTAUTH_URL',
  'SENTINEL_JWT_SECRET',
  'SENTINEL_TENANT_SEAL_KEY',
]
/** Where the embedded cluster is. */
export const DATA_DIR = path.join(STATE, 'postgres')
const PORT_FILE = path.join(STATE, 'postgres.json')

/** Reads `.env`; variables that are already set win. */
export function loadEnvFile() {
  if (existsSync(fromRoot('.env'))) process.loadEnvFile(fromRoot('.env'))
}

export const isEmbedded = () => !process.env.DATABASE_URL

/** Rejects an external database without secrets: generated secrets would differ on each server. */
export function requireExternalSettings() {
  if (isEmbedded()) return
  const missing = REQUIRED_OUTSIDE.filter((name) => !process.env[name])
  if (missing.length === 0) return
  throw new StepError(
    `DATABASE_URL is set, so Sentinel uses that database and generates no secrets.\n  Missing: ${missing.join(', ')}`,
  )
}

/** Rejects a command that needs the owner role when the owner's URL is not set. */
export function requireOwnerAccess() {
  if (isEmbedded() || process.env.MIGRATION_DATABASE_URL) return
  throw new StepError('MIGRATION_DATABASE_URL must name the role that owns the schema.')
}

/** The port to serve on, from PORT. */
export function serverPort() {
  const text = process.env.PORT ?? '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StepError(`PORT must be a number from 1 to 65535; it is "${text}".`)
}

/** The URL that browsers use; cookies and redirects depend on it. */
/** The passwords of the demo are public, so with a demo only this machine reaches the server. Undefined: all addresses. */
export const listenHost = () =>
  process.env.HOST || (isEmbedded() || process.env.SENTINEL_DEMO === '1' ? '127.0.0.1' : undefined)

export const publicUrl = (port) => process.env.NEXTAUTH_URL || `http://localhost:${port}`

/**
 * Starts the embedded database unless an external one is configured.
 * @returns {Promise<{postgres: Awaited<ReturnType<typeof startPostgres>> | null, serverEnv: Record<string, string>,
 *   migrationEnv: Record<string, string>}>} `migrationEnv` holds the owner's URL, which the server never gets.
 */
export async function openDatabase(port) {
  if (!isEmbedded()) return { postgres: null, serverEnv: {}, migrationEnv: {} }
  const secrets = loadSecrets(DATA_DIR)
  const postgres = await startPostgres({
    dataDir: DATA_DIR,
    port: keptPort(),
    durable: true,
    logFile: path.join(LOGS, 'postgres.log'),
    passwords: { postgres: secrets.postgres, owner: secrets.owner, app: secrets.app },
  })
  writeFileSync(PORT_FILE, JSON.stringify({ port: postgres.port }))
  return { postgres, ...accessTo(postgres.url, secrets, port) }
}

/** Like openDatabase(), but uses the database of an instance that already runs from this checkout. */
export async function joinDatabase(port) {
  if (!isEmbedded() || !runningInstance()) return openDatabase(port)
  const databasePort = keptPort()
  if (databasePort === undefined)
    throw new StepError('Sentinel is starting for the first time. Retry when it is ready.')
  const secrets = loadSecrets(DATA_DIR)
  const url = (role) => urlOf(role, secrets[role], databasePort)
  return { postgres: null, ...accessTo(url, secrets, port) }
}

function accessTo(url, secrets, port) {
  const serverEnv = {
    DATABASE_URL: url('app'),
    NEXTAUTH_URL: publicUrl(port),
    NEXTAUTH_SECRET: secrets.nextAuth,
    SENTINEL_JWT_SECRET: secrets.jwt,
    SENTINEL_TENANT_SEAL_KEY: secrets.tenantSeal,
    SENTINEL_METRICS_TOKEN: secrets.metrics,
    SENTINEL_DEMO: '1',
  }
  return { serverEnv, migrationEnv: { ...serverEnv, MIGRATION_DATABASE_URL: url('owner') } }
}

function keptPort() {
  return existsSync(PORT_FILE) ? JSON.parse(readFileSync(PORT_FILE, 'utf8')).port : undefined
}
