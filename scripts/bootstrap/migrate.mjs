// Migrates the schema and, if the demo is on, seeds its data.
import { step } from './output.mjs'
import { packageBin, runLogged } from './run.mjs'

/**
 * `env` holds the owner's URL in embedded mode. Without an owner's URL nothing is migrated here: the server is not
 * ready until its migrations are applied by other means.
 */
export async function migrateAndSeed(env) {
  const settings = { ...process.env, ...env }
  if (settings.MIGRATION_DATABASE_URL) {
    await step('Migrating the database', () => runScript('migrate', 'scripts/migrate.ts', env))
  }
  if (settings.SENTINEL_DEMO === '1') {
    await step('Seeding the demo', () => runScript('seed', 'scripts/seed.ts', env))
  }
}

const runScript = (log, script, env) => runLogged(log, process.execPath, [packageBin('tsx'), script], { env })
