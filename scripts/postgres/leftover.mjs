// Cleans up after a killed run: a Postgres that still runs, or a lock file whose process id now belongs to another
// process.
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandOf } from '../bootstrap/process-command.mjs'

const FAST_SHUTDOWN_MS = 20_000

/** Stops a Postgres that still owns `dataDir`, and removes its lock file when the process is gone. */
export async function stopLeftover(dataDir) {
  const lockFile = path.join(dataDir, 'postmaster.pid')
  const lock = await readFile(lockFile, 'utf8').catch(() => null)
  if (lock === null) return
  const pid = Number.parseInt(lock, 10)
  if (Number.isInteger(pid) && pid > 1 && isPostgresOn(pid, dataDir)) await shutDown(pid, dataDir)
  await rm(lockFile, { force: true })
}

async function shutDown(pid, dataDir) {
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + FAST_SHUTDOWN_MS
  while (isPostgresOn(pid, dataDir)) {
    if (Date.now() > deadline) throw new Error(`Postgres ${pid} of an earlier run does not stop.`)
    await sleep(50)
  }
}

function isPostgresOn(pid, dataDir) {
  return commandOf(pid).includes(dataDir)
}
