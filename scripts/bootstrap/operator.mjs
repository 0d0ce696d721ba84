// Commands of whoever operates the service, on its database: they set up what no institution may set up for itself.
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

/** Works while Sentinel runs from here, while it is stopped, and on an external database. */
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
