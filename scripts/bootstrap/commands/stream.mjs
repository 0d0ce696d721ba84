import { joinDatabase, loadEnvFile, requireExternalSettings, serverPort } from '../configuration.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** `npm run stream`: a worker that scores the transactions of Kafka topics, beside the server or on another machine. */
export async function run() {
  loadEnvFile()
  requireExternalSettings()
  await install()
  await generate()
  const { postgres, serverEnv } = await joinDatabase(serverPort())
  try {
    process.exitCode = await runOnTerminal(process.execPath, [packageBin('tsx'), 'scripts/stream.ts'], {
      env: serverEnv,
    })
  } finally {
    await postgres?.stop()
  }
}
