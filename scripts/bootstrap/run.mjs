// Runs programs, with output in a log file or on the terminal.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StepError } from './output.mjs'
import { fromRoot, LOGS, ROOT } from './paths.mjs'

/** Turns off telemetry and update checks of every program. */
const QUIET = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }

/** Runs a program to its end with its output in `.sentinel/logs/<log>.log`; throws a StepError when it fails. */
export async function runLogged(log, command, args, options) {
  const { code, logFile } = await runToLog(log, command, args, options)
  if (code !== 0) throw new StepError(`${log} failed (exit ${code}).`, { logFile })
}

/** Like runLogged(), but resolves to the exit code and what was written. */
export async function runCaptured(log, command, args, options) {
  const { code, logFile } = await runToLog(log, command, args, options)
  return { code, output: readFileSync(logFile, 'utf8') }
}

async function runToLog(log, command, args, { env = {}, cwd = ROOT } = {}) {
  mkdirSync(LOGS, { recursive: true })
  const logFile = path.join(LOGS, `${log}.log`)
  const output = openSync(logFile, 'w')
  try {
    return { code: await finish(command, args, { cwd, env, stdio: ['ignore', output, output] }), logFile }
  } finally {
    closeSync(output)
  }
}

/** Runs a program to its end on this terminal and resolves to its exit code. */
export function runOnTerminal(command, args, { env = {}, cwd = ROOT } = {}) {
  return finish(command, args, { cwd, env, stdio: 'inherit' })
}

/** The script of a package's command, to be run with this Node and without a shell. */
export function packageBin(name, bin = name) {
  const manifest = fromRoot('node_modules', name, 'package.json')
  const { bin: bins } = createRequire(import.meta.url)(manifest)
  return path.join(path.dirname(manifest), typeof bins === 'string' ? bins : bins[bin])
}

export const childEnv = (env = {}) => ({ ...process.env, ...QUIET, ...env })

function finish(command, args, { env, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, env: childEnv(env) })
    const forward = (signal) => child.kill(signal)
    const stopForwarding = () => SIGNALS.forEach((signal) => process.off(signal, forward))
    SIGNALS.forEach((signal) => process.on(signal, forward))
    child.once('error', (error) => {
      stopForwarding()
      reject(new StepError(`${command} could not be started: ${error.message}`))
    })
    child.once('exit', (code, signal) => {
      stopForwarding()
      if (signal) reject(new StepError(`Stopped by ${signal}.`, { exitCode: 130 }))
      else resolve(code ?? 1)
    })
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
