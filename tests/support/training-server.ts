import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server process that works on the waiting retrainings and then ends. */
export interface TrainingServer {
  process: ChildProcess
  /** Resolves with the exit code; null after a signal. */
  ended: Promise<number | null>
  /** Waits for a condition. @throws Error where the server ends first */
  until(condition: () => Promise<boolean> | boolean): Promise<void>
}

/** One process, so that its death is that of the server. @param directory where its files lie; by default that of this process */
export function startTrainingServer(directory?: string): TrainingServer {
  // A test sees another environment than its process has.
  const env = { ...process.env, ...(directory !== undefined && { SENTINEL_TRAINING_DIR: directory }) }
  const server = spawn(process.execPath, ['--import', 'tsx', 'tests/support/run-retrainings.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  return {
    process: server,
    ended: once(server, 'exit').then(([code]) => code as number | null),
    async until(condition) {
      while (!(await condition())) {
        if (server.exitCode !== null) throw new Error(`the server ended by itself: ${errors}`)
        await sleep(10)
      }
    },
  }
}

/** Kills a training server as soon as the condition holds. */
export async function killWhen(
  condition: () => Promise<boolean> | boolean,
  directory?: string,
): Promise<void> {
  const server = startTrainingServer(directory)
  await server.until(condition)
  server.process.kill('SIGKILL')
  await server.ended
}

/** The processes that train for a retraining: their arguments name its files. */
export const trainersOf = (id: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(id)
    } catch {
      return false
    }
  })

export async function untilNobodyTrains(id: string): Promise<void> {
  while (trainersOf(id).length > 0) await sleep(50)
}
