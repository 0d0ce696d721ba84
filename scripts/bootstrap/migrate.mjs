// Brings the schema up to date and, where the demo is on, its data.
import { step } from './output.mjs'
import { packageBin, runLogged } from './run.mjs'

/**
 * `env` is the owner's access in embedded mode. Without any, as with an external database that someone else
 * migrates, nothing is done here: the server reports not ready until its migrations are there.
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
