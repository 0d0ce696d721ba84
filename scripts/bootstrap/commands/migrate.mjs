import {
  loadEnvFile,
  openDatabase,
  requireExternalSettings,
  requireOwnerAccess,
  serverPort,
} from '../configuration.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { migrateAndSeed } from '../migrate.mjs'
import { StepError } from '../output.mjs'
import { runningInstance } from '../running.mjs'

/** Migrates without serving: before a deployment, as the owner role. */
export async function run() {
  loadEnvFile()
  requireExternalSettings()
  requireOwnerAccess()
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
