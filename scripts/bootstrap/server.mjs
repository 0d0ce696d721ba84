// Runs the Next.js server as a child in its own process group: Ctrl-C reaches only this process, which then stops the
// server in order.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLog } from './log-file.mjs'
import { keepAliveOption, nodeFlags } from './node-flags.mjs'
import { StepError } from './output.mjs'
import { ROOT } from './paths.mjs'
import { childEnv, packageBin } from './run.mjs'

const DRAIN_MS = 20_000
const READY_MS = 60_000
const POLL_MS = 100

/** Next exits with 128 plus the signal number after draining. */
const CLEAN_EXITS = new Set([0, 130, 143])

export async function requireFreePort(port, host) {
  const free = await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
  if (!free)
    throw new StepError(`Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`)
}

/**
 * @param {{mode: 'start'|'dev', port: number, host?: string, env: Record<string, string>, logFile: string | null}} options
 *   Without a log file the server writes to the terminal.
 */
export function startServer({ mode, port, host, env, logFile }) {
  const output = logFile === null ? 'inherit' : openLog(logFile)
  const preload = pathToFileURL(path.join(import.meta.dirname, 'end-with-parent.mjs')).href
  const args = [
    ...(mode === 'start' ? nodeFlags() : []),
    '--import',
    preload,
    packageBin('next'),
    mode,
    '-p',
    String(port),
    ...(host ? ['-H', host] : []),
    ...(mode === 'start' ? keepAliveOption() : []),
  ]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...childEnv({ ...env, PORT: String(port), NODE_ENV: mode === 'dev' ? 'development' : 'production' }),
      // The owner role can change tables and policies, so the server never gets its URL.
      MIGRATION_DATABASE_URL: undefined,
    },
  })
  if (typeof output === 'number') closeSync(output)
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }))

  return {
    exited,
    force: () => child.kill('SIGKILL'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS)
      await exited
      clearTimeout(timer)
    },
    /** Resolves when /api/ready returns 200; throws when the server ends or is not ready in time. */
    async ready() {
      const state = await Promise.race([waitUntilReady(host, port), exited])
      if (state === 'ready') return
      const reason =
        typeof state === 'string' ? `is not ready: ${state}` : `ended (${state.signal ?? state.code})`
      throw new StepError(`The server ${reason}`, { logFile: logFile ?? undefined })
    },
  }
}

export const isCleanExit = ({ code }) => CLEAN_EXITS.has(code)

async function waitUntilReady(host, port) {
  const url = `http://${reachable(host)}:${port}/api/ready`
  const deadline = Date.now() + READY_MS
  let last = 'no response'
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      if (response.ok) return 'ready'
      last = `${response.status} ${await response.text()}`
    } catch (error) {
      last = error.cause?.message ?? error.message
    }
    await sleep(POLL_MS)
  }
  return last
}

function reachable(host) {
  if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
