import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startPostgres } from '../bootstrap/postgres.mjs'
import { newSecret } from '../bootstrap/secrets.mjs'

/** Runs the work against a durable throwaway Postgres. */
export async function withBenchDatabase(work: (superuserUrl: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sentinel-bench-'))
  const passwords = { postgres: newSecret(), owner: newSecret(), app: newSecret() }
  const logFile = path.join(folder, 'postgres.log')
  const dataDir = path.join(folder, 'postgres')
  const postgres = await startPostgres({ dataDir, durable: true, logFile, passwords })
  Object.assign(process.env, {
    DATABASE_URL: postgres.url('app'),
    MIGRATION_DATABASE_URL: postgres.url('owner'),
    TEST_RUN_FOLDER: folder,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: newSecret(),
    SENTINEL_JWT_SECRET: newSecret(),
    SENTINEL_TENANT_SEAL_KEY: newSecret(),
    SENTINEL_DEMO: '1',
    LOG_LEVEL: 'warn',
  })
  try {
    await work(postgres.url('postgres'))
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Describes the machine of the measurement. */
export function describeMachine(): string {
  const [cpu] = os.cpus()
  return `${os.cpus().length} cores (${cpu?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}
