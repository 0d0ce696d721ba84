// Terminal output: one line per step, and on failure the reason with the end of the log.
import { readFileSync } from 'node:fs'

const TAIL_LINES = 30

/** A failure with a message for the terminal; `logFile` holds the details. */
export class StepError extends Error {
  constructor(message, { logFile, exitCode = 1, cause } = {}) {
    super(message, { cause })
    this.logFile = logFile
    this.exitCode = exitCode
  }
}

export const say = (text = '') => process.stdout.write(`${text}\n`)

/** Runs one step and prints its name with the time it took. */
export async function step(name, work) {
  const startedAt = performance.now()
  process.stdout.write(`  ${name} …`)
  try {
    const result = await work()
    process.stdout.write(` ${seconds(performance.now() - startedAt)}\n`)
    return result
  } catch (error) {
    process.stdout.write(' failed\n')
    throw error
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** Prints the reason and the end of the log file, if any, then exits. */
export function fail(error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`\n✖ ${message}\n`)
  if (error instanceof StepError && error.logFile) {
    process.stderr.write(`\n${tail(error.logFile)}\n\nFull log: ${error.logFile}\n`)
  } else if (!(error instanceof StepError) && error instanceof Error && error.stack) {
    process.stderr.write(`${error.stack}\n`)
  }
  process.exit(error instanceof StepError ? error.exitCode : 1)
}

function tail(file) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
  } catch {
    return '(no log)'
  }
}
