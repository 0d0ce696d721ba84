import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { options } from '@/lib/platform/env'
import { pythonPath } from '../training-environment'
import { RetrainingFailure } from './failure'
import type { Lease } from './lease'
import { parseProgressLine } from './progress-line'

/** The end of what the program wrote to stderr. */
const TAIL = 4_000
const OUT_OF_MEMORY = /MemoryError|bad_alloc|Cannot allocate memory/

/**
 * Runs a module of ml/ as a worker: in a process group of its own, which ends when the lease or this process does, at low
 * priority and within its memory. It gets no secrets and no connection to the database.
 * @throws RetrainingFailure with its last words; RetrainingStopped
 */
export async function runPython(module: string, args: readonly string[], lease: Lease): Promise<void> {
  lease.signal.throwIfAborted()
  const {
    SENTINEL_TRAINING_MEMORY_MB: memory,
    SENTINEL_TRAINING_THREADS: threads,
    SENTINEL_TRAINING_NICE: niceness,
  } = options()
  const child = spawn(pythonPath(), ['-m', module, ...args, '--worker', String(memory)], {
    // The worker ends when this process closes its input, however this process ends.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: environment(threads),
  })
  // Before the program starts its threads, which inherit the priority. Only root may go below the server's own niceness.
  if (child.pid !== undefined) setPriority(child.pid, Math.max(niceness, getPriority()))
  const kill = () => killGroup(child)
  lease.signal.addEventListener('abort', kill, { once: true })
  let tail = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-TAIL)))
  createInterface({ input: child.stdout }).on('line', (text) => {
    const progress = parseProgressLine(text)
    if (progress) lease.report(progress)
  })
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    lease.signal.throwIfAborted()
    if (code !== 0) throw new RetrainingFailure(reasonOf(tail, signal, memory))
  } finally {
    lease.signal.removeEventListener('abort', kill)
    killGroup(child)
  }
}

const environment = (threads: number): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: '/usr/bin:/bin',
  PYTHONPATH: 'ml',
  PYTHONUNBUFFERED: '1',
  OMP_NUM_THREADS: String(threads),
  OPENBLAS_NUM_THREADS: String(threads),
})

/** What a child of the worker would leave behind ends with it. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended.
  }
}

/** The message that the program ended with; a traceback ends with its error. */
export function reasonOf(stderr: string, signal: NodeJS.Signals | null, memoryMb: number): string {
  if (OUT_OF_MEMORY.test(stderr) || signal === 'SIGKILL') {
    return `Training needs more than ${memoryMb} MB of memory. The operator can raise SENTINEL_TRAINING_MEMORY_MB.`
  }
  const words = /No (?:bundle|report) was written\. ([\s\S]+)/.exec(stderr)?.[1]?.trim()
  const last = stderr.trim().split('\n').at(-1)?.trim()
  return (
    words ?? (last ? `Training ended early: ${last}` : `Training ended early (${signal ?? 'no message'}).`)
  )
}
