// One throwaway Postgres per jest run: real, migrated by the product's own runner, with the product's own roles.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findChromium } from '../../scripts/bootstrap/chromium.mjs'
import { fromRoot } from '../../scripts/bootstrap/paths.mjs'
import { startPostgres } from '../../scripts/bootstrap/postgres.mjs'
import { packageBin, runLogged } from '../../scripts/bootstrap/run.mjs'
import { newSecret } from '../../scripts/bootstrap/secrets.mjs'
import { missingForKafka } from '../../scripts/kafka/availability.mjs'
import { keepTemplate } from './clone-database.mjs'
import tearDown from './global-teardown.mjs'

export default async function setUp() {
  const folder = mkdtempSync(path.join(tmpdir(), 'sentinel-test-'))
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    durable: false,
    logFile: path.join(folder, 'postgres.log'),
    passwords: { postgres: newSecret(), owner: newSecret(), app: newSecret() },
  })
  globalThis.sentinelTestRun = { postgres, folder }

  // Workers are forked after this and inherit it.
  Object.assign(process.env, {
    DATABASE_URL: postgres.url('app'),
    MIGRATION_DATABASE_URL: postgres.url('owner'),
    TEST_SUPERUSER_URL: postgres.url('postgres'),
    TEST_RUN_FOLDER: folder,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: newSecret(),
    SENTINEL_JWT_SECRET: newSecret(),
    SENTINEL_TENANT_SEAL_KEY: newSecret(),
    SENTINEL_METRICS_TOKEN: newSecret(),
    // A trainer at the lowest priority gets no time beside the browsers.
    SENTINEL_TRAINING_NICE: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    CHROMIUM_PATH: findChromium() ?? '',
    TEST_KAFKA_MISSING: missingForKafka() ?? '',
  })
  try {
    await runLogged('test-migrate', process.execPath, [packageBin('tsx'), fromRoot('scripts/migrate.ts')])
    await keepTemplate()
  } catch (error) {
    // Jest skips the teardown when the setup fails.
    await tearDown()
    if (!error.logFile) throw error
    throw new Error(`${error.message}\n${readFileSync(error.logFile, 'utf8')}`, { cause: error })
  }
}
