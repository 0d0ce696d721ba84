// Runs the operator's commands on the database, which a tenant cannot run itself.
import {
  joinDatabase,
  loadEnvFile,
  requireExternalSettings,
  requireOwnerAccess,
  serverPort,
} from './configuration.mjs'
import { generate } from './generate.mjs'
import { install } from './install.mjs'
import { packageBin, runOnTerminal } from './run.mjs'

/** Works while Sentinel runs from this checkout, while it is stopped, and on an external database. */
export async function runForOperator(script, args) {
  loadEnvFile()
  requireExternalSettings()
  requireOwnerAccess()
  await install()
  await generate()
  const { postgres, migrationEnv } = await joinDatabase(serverPort())
  try {
    process.exitCode = await runOnTerminal(process.execPath, [packageBin('tsx'), script, ...args], {
      env: { ...migrationEnv, LOG_LEVEL: 'warn' },
    })
  } finally {
    await postgres?.stop()
  }
}
