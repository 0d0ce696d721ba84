/** Long computations in a process of their own, so that scoring does not wait for them. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { HelperReply } from './serve-helper'

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The process ended before it replied, or was ended because it took too long. */
export class HelperEnded extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'HelperEnded'
  }
}

/** Not `instanceof`: each bundle of a process has its own class (see singleton.ts). */
export const isHelperEnded = (error: unknown): error is HelperEnded =>
  error instanceof Error && error.name === 'HelperEnded'

interface HelperLimits {
  heapMb: number
  /** For all of its tasks together. */
  milliseconds: number
}

/**
 * A process that serves tasks (see serve-helper.ts). It has none of the server's environment, so none of its secrets, a
 * heap of its own, and a lower priority. Inputs and results are copied as structuredClone copies them.
 */
export class HelperProcess {
  private readonly pending: Pending[] = []
  private readonly child: ChildProcess
  private readonly timer: NodeJS.Timeout

  /** @param script path from the root of the repository; TypeScript */
  constructor(script: string, { heapMb, milliseconds }: HelperLimits) {
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), script)
    this.child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', file], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
      env: { NODE_ENV: 'production' },
    })
    this.timer = setTimeout(() => this.fail(`it took longer than ${milliseconds / 1000} s`), milliseconds)
    this.child.on('message', (reply: HelperReply) => this.settle(reply))
    this.child.on('error', (error) => this.fail(error.message))
    this.child.on('exit', (code, signal) => this.fail(`it ended (${signal ?? code})`))
  }

  /** Tasks are served one after the other. @throws HelperEnded, or what the task throws, with its own fields */
  call<T>(task: string, input: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.pending.push({ resolve: resolve as Pending['resolve'], reject })
      this.child.send({ task, input }, (error) => error && this.fail(error.message))
    })
  }

  end(): void {
    clearTimeout(this.timer)
    this.child.kill('SIGKILL')
  }

  private settle(reply: HelperReply): void {
    const first = this.pending.shift()
    if ('result' in reply) first?.resolve(reply.result)
    else first?.reject(Object.assign(new Error(reply.error.message), reply.error))
  }

  private fail(reason: string): void {
    this.end()
    for (const { reject } of this.pending.splice(0)) reject(new HelperEnded(reason))
  }
}
