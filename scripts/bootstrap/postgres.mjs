// Starts the process that hosts the embedded Postgres and communicates with it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openLog } from './log-file.mjs'
import { StepError } from './output.mjs'
import { fromRoot } from './paths.mjs'

const STOP_MS = 20_000

/**
 * @param {{dataDir: string, port?: number, durable: boolean, logFile: string,
 *   passwords: Record<'postgres'|'owner'|'app', string>}} options
 * @returns {Promise<{port: number, url(role: 'postgres'|'owner'|'app'): string, stop(): Promise<void>,
 *   exited: Promise<unknown>}>}
 */
export async function startPostgres({ logFile, ...config }) {
  const log = openLog(logFile)
  const host = spawn(process.execPath, [fromRoot('scripts', 'postgres-host.mjs')], {
    detached: true,
    stdio: ['pipe', 'pipe', log],
  })
  closeSync(log)
  const exited = once(host, 'exit')
  host.stdin.on('error', () => {})
  host.stdin.write(`${JSON.stringify(config)}\n`)

  const message = await Promise.race([firstLine(host.stdout), exited.then(() => null)])
  if (message?.status !== 'ready') {
    throw new StepError(`The embedded Postgres did not start: ${message?.reason ?? 'its process ended'}`, {
      logFile,
    })
  }
  // The host must not keep this process alive; the caller decides when to stop.
  host.unref()
  return {
    port: message.port,
    url: (role) => urlOf(role, config.passwords[role], message.port),
    exited,
    async stop() {
      host.ref()
      host.stdin.end()
      const timer = setTimeout(() => host.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(timer)
    },
  }
}

/** The URL of the embedded database for a role. */
export function urlOf(role, password, port) {
  const user = role === 'postgres' ? role : `sentinel_${role}`
  return `postgresql://${user}:${password}@127.0.0.1:${port}/sentinel`
}

async function firstLine(stream) {
  const [line] = await once(createInterface({ input: stream }), 'line')
  return JSON.parse(line)
}
