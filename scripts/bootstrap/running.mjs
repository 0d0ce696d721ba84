// Records which process runs Sentinel from this checkout: two would share one database directory and one build.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { STATE } from './paths.mjs'
import { commandOf } from './process-command.mjs'

const FILE = path.join(STATE, 'running.json')

/** The running instance, or null; ignores the file of a killed run. */
export function runningInstance() {
  const instance = read()
  return instance && instance.pid !== process.pid && commandOf(instance.pid).includes('bootstrap.mjs')
    ? instance
    : null
}

export function recordRunning(port) {
  mkdirSync(STATE, { recursive: true })
  writeFileSync(FILE, JSON.stringify({ pid: process.pid, port }))
}

export const forgetRunning = () => rmSync(FILE, { force: true })

function read() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'))
  } catch {
    return null
  }
}
