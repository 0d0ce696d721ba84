// Starts everything in order: configuration, packages, build, database, migrations, server.
import path from 'node:path'
import { build } from './build.mjs'
import {
  isEmbedded,
  listenHost,
  loadEnvFile,
  openDatabase,
  publicUrl,
  requireExternalSettings,
  serverPort,
} from './configuration.mjs'
import { generate } from './generate.mjs'
import { install } from './install.mjs'
import { createLifecycle } from './lifecycle.mjs'
import { migrateAndSeed } from './migrate.mjs'
import { fail, say, seconds, step, StepError } from './output.mjs'
import { LOGS } from './paths.mjs'
import { forgetRunning, recordRunning, runningInstance } from './running.mjs'
import { isCleanExit, requireFreePort, startServer } from './server.mjs'

/** Runs until a signal arrives or a part ends. `mode` is Next's: the built server or the development server. */
export async function serve(mode) {
  const startedAt = performance.now()
  loadEnvFile()
  requireExternalSettings()
  const port = serverPort()
  const host = listenHost()
  const running = runningInstance()
  if (running)
    throw new StepError(`Sentinel already runs from here: process ${running.pid}, port ${running.port}.`)
  await requireFreePort(port, host)

  await install()
  await generate()
  if (mode === 'start') await build()

  const lifecycle = createLifecycle()
  try {
    await open(lifecycle, { mode, port, host })
    if (!lifecycle.isStopping()) announce(port, performance.now() - startedAt)
  } catch (error) {
    // A signal during the start makes the current step fail; the stop it started ends the process.
    if (lifecycle.isStopping()) return
    await lifecycle.close()
    fail(error)
  }
}

async function open(lifecycle, { mode, port, host }) {
  recordRunning(port)
  lifecycle.onStop(forgetRunning)

  const embedded = isEmbedded()
  const { postgres, serverEnv, migrationEnv } = await step('Opening the database', () => openDatabase(port))
  if (postgres) {
    lifecycle.onStop(() => postgres.stop())
    void postgres.exited.then(() => endedAlone(lifecycle, 'Postgres ended unexpectedly.', 1))
  }
  await migrateAndSeed(migrationEnv)
  if (lifecycle.isStopping()) return

  const server = startServer({
    mode,
    port,
    host,
    env: serverEnv,
    logFile: embedded && mode === 'start' ? path.join(LOGS, 'server.log') : null,
  })
  lifecycle.onStop(() => server.stop(), server.force)
  await step('Starting the server', () => server.ready())
  void server.exited.then((end) =>
    endedAlone(lifecycle, 'The server ended.', isCleanExit(end) ? 0 : (end.code ?? 1)),
  )
}

function endedAlone(lifecycle, message, exitCode) {
  if (lifecycle.isStopping()) return
  process.stderr.write(`\n✖ ${message}\n`)
  void lifecycle.stop(exitCode)
}

function announce(port, tookMs) {
  const url = publicUrl(port)
  say(`\nSentinel is ready at ${url} (${seconds(tookMs)}). API: ${url}/docs`)
  if (isEmbedded()) {
    say('\nDemo sign-ins, password demopass123:')
    say('  demo-bank-01  admin@sentinel.demo   senior@sentinel.demo   analyst@sentinel.demo')
    say('  demo-bank-02  admin@second.demo     senior@second.demo     analyst@second.demo')
    if (listenHost() === '127.0.0.1')
      say(
        '\nOnly this machine reaches it. HOST=0.0.0.0 opens it to the network; change these passwords first.',
      )
    say(`\nData and logs: .sentinel. Ctrl-C stops everything and keeps the data.`)
  }
}
