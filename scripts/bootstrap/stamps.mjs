// Stores the inputs of the last run of a step, so that an unchanged step is skipped.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fromRoot, STAMPS } from './paths.mjs'

const SKIPPED = new Set(['node_modules', '.next', 'generated', 'vendor', '.DS_Store'])

/** SHA-256 over the names and contents of the given files and folders (relative to the root; absent ones count). */
export function fingerprint(inputs, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const input of inputs) {
    for (const file of filesUnder(input)) {
      hash.update(`\0${file}\0`).update(readFileSync(fromRoot(file)))
    }
  }
  return hash.digest('hex')
}

/** True where the step was done for `value` and what it made still exists. */
export const isCurrent = (name, value, output) => readStamp(name) === value && existsSync(fromRoot(output))

/** Runs `work` unless it is current; a failure leaves no stamp, so the next run tries again. */
export async function onceFor(name, value, output, work) {
  if (isCurrent(name, value, output)) return
  rmSync(stampFile(name), { force: true })
  await work()
  mkdirSync(STAMPS, { recursive: true })
  writeFileSync(stampFile(name), value)
}

const stampFile = (name) => path.join(STAMPS, name)

function readStamp(name) {
  return existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : null
}

function filesUnder(input) {
  if (!existsSync(fromRoot(input))) return []
  if (statSync(fromRoot(input)).isFile()) return [input]
  return readdirSync(fromRoot(input), { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = path.posix.join(input, entry.name)
      return entry.isDirectory() ? filesUnder(child) : [child]
    })
}
