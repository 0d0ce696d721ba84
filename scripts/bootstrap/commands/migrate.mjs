import { loadEnvFile, openDatabase, requireExternalSettings, serverPort } from '../configuration.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { migrateAndSeed } from '../migrate.mjs'
import { StepError } from '../output.mjs'
import { runningInstance } from '../running.mjs'

/** Migrates without serving: before a deployment, as the owner role. */
export async function run() {
  loadEnvFile()
  requireExternalSettings()
  if (process.env.DATABASE_URL && !process.env.MIGRATION_DATABASE_URL) {
    throw new StepError('MIGRATION_DATABASE_URL must name the role that owns the schema.')
  }
  const running = runningInstance()
  if (running)
    throw new StepError(`Process ${running.pid} runs Sentinel from here and has migrated its database.`)
  await install()
  await generate()
  const { postgres, migrationEnv } = await openDatabase(serverPort())
  try {
    await migrateAndSeed(migrationEnv)
  } finally {
    await postgres?.stop()
  }
}
