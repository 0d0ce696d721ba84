import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { keepAliveOption, nodeFlags } from '../../scripts/bootstrap/node-flags.mjs'
import { testSetting } from './postgres'

const ROOT = path.resolve(__dirname, '..', '..')
const NEXT = path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
const END_WITH_PARENT = pathToFileURL(path.join(ROOT, 'scripts', 'bootstrap', 'end-with-parent.mjs')).href
const READY_MS = 180_000
const DRAIN_MS = 60_000
/** Below the ports that systems give to connections, so that none takes the port of a server that restarts. */
const PORTS = { from: 11_000, of: 4_000 }

/** The request that a new server runs first; otherwise it is a check of readiness. */
export interface RequestLine {
  method: 'GET' | 'POST'
  path: string
}

export interface TestServer {
  url: string
  logFile: string
  /** The process id of the running server. */
  pid(): number
  /** SIGTERM, then waits until it has drained. */
  stop(): Promise<void>
  /** SIGKILL: nothing is drained. */
  kill9(): Promise<void>
  /** Starts it again on the same port. */
  restart(): Promise<void>
}

/** Starts the built server on a free port against the run's database and resolves when it is ready. */
export async function startServer(
  options: { env?: Record<string, string>; firstRequest?: RequestLine } = {},
): Promise<TestServer> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const logFile = path.join(testSetting('TEST_RUN_FOLDER'), `server-${port}.log`)
  const env = { NEXTAUTH_URL: url, LOG_LEVEL: 'info', ...options.env }
  let child = spawnServer(port, logFile, env)

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS)
    await exited
    clearTimeout(timer)
  }

  if (options.firstRequest) await untilResponds(url, options.firstRequest, child)
  await untilReady(url, child, logFile)
  return {
    url,
    logFile,
    pid: () => child.pid ?? -1,
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
    async restart() {
      child = spawnServer(port, logFile, env)
      await untilReady(url, child, logFile)
    },
  }
}

function spawnServer(port: number, logFile: string, env: Record<string, string>): ChildProcess {
  const log = openSync(logFile, 'a')
  const child = spawn(
    process.execPath,
    [...nodeFlags(), '--import', END_WITH_PARENT, NEXT, 'start', '-p', String(port), ...keepAliveOption()],
    {
      cwd: ROOT,
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        MIGRATION_DATABASE_URL: '',
        ...env,
      },
    },
  )
  closeSync(log)
  return child
}

async function untilResponds(url: string, first: RequestLine, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + READY_MS; child.exitCode === null && Date.now() < deadline;) {
    if (await fetch(url + first.path, { method: first.method }).catch(() => null)) return
    await sleep(20)
  }
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_MS
  let last = 'no response'
  while (child.exitCode === null && Date.now() < deadline) {
    try {
      const response = await fetch(`${url}/api/ready`)
      if (response.ok) return
      last = await response.text()
    } catch (error) {
      last = String(error)
    }
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not become ready (${last}); its log: ${logFile}`)
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + randomInt(PORTS.of)
    const probe = createServer().listen(port)
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    await new Promise((resolve) => probe.close(resolve))
    return port
  }
}
