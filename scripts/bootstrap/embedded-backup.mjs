// What a backup and a restore of the embedded database have in common.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DATA_DIR, isEmbedded, loadEnvFile, openDatabase, serverPort } from './configuration.mjs'
import { install } from './install.mjs'
import { StepError } from './output.mjs'
import { forgetRunning, recordRunning, runningInstance } from './running.mjs'
import { SECRETS_FILE } from './secrets.mjs'

export const LOCATIONS = { dataDir: DATA_DIR, secretsFile: SECRETS_FILE }

/** The folder that `--<name>` names, relative to the caller's directory. */
export function folderArgument(args, name, usage) {
  let folder
  try {
    folder = parseArgs({ args, options: { [name]: { type: 'string' } } }).values[name]
  } catch (error) {
    throw new StepError(`${error.message}\n\n${usage}`)
  }
  if (!folder) throw new StepError(`--${name} is missing\n\n${usage}`)
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), folder)
}

/** Runs `work` while no other command can start the embedded database. Its errors are shown without a stack. */
export async function whileStopped(work) {
  loadEnvFile()
  if (!isEmbedded())
    throw new StepError(
      'DATABASE_URL is set: back up and restore that database with the tools of Postgres (docs/operations.md).',
    )
  const running = runningInstance()
  if (running) throw new StepError(`Process ${running.pid} runs Sentinel from here. Stop it first.`)
  await install()
  recordRunning(serverPort())
  try {
    return await work()
  } catch (error) {
    throw error instanceof StepError ? error : new StepError(error.message, { cause: error })
  } finally {
    forgetRunning()
  }
}

/** Starts and stops the database: recovers after a killed run and checks that the data opens. */
export async function openAndStop() {
  const { postgres } = await openDatabase(serverPort())
  await postgres.stop()
}
