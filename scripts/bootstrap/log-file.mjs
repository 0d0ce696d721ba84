// Log files of child processes: appended to, rotated by size at the start and while the child runs, a fixed number kept.
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'

/** 300 scores per second write this in 20 minutes. */
export const LOG_FILE_BYTES = 100_000_000
/** Rotated files beside the current one: `server.log.1` is the newest. */
export const LOG_FILES_KEPT = 10
const CHECK_EVERY_MS = 10_000
const CHUNK = Buffer.alloc(1 << 20)

/**
 * Opens the log of a child to append, so that a restart keeps what a crash left, and rotates it while this process runs.
 * @param {string} file
 * @returns {number} the descriptor for the child
 */
export function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true })
  rotate(file)
  setInterval(() => rotate(file), CHECK_EVERY_MS).unref()
  return openSync(file, 'a')
}

/**
 * Moves the content of a log above the size to `.1` and shifts the older files; the oldest one is deleted.
 * @param {string} file
 * @param {{maxBytes?: number, kept?: number}} [limits]
 * @returns {boolean} whether it rotated
 */
export function rotate(file, { maxBytes = LOG_FILE_BYTES, kept = LOG_FILES_KEPT } = {}) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size <= maxBytes) return false
  rmSync(`${file}.${kept}`, { force: true })
  for (let n = kept - 1; n >= 1; n--) {
    if (statSync(`${file}.${n}`, { throwIfNoEntry: false })) renameSync(`${file}.${n}`, `${file}.${n + 1}`)
  }
  moveContent(file, `${file}.1`)
  return true
}

/**
 * The child holds the file open and appends to it, so the file is emptied instead of renamed. What the child wrote during
 * the copy is read before the file is cut: a line can be lost only between the last read and the cut.
 */
function moveContent(from, to) {
  copyFileSync(from, to)
  const [source, target] = [openSync(from, 'r+'), openSync(to, 'a')]
  try {
    let at = statSync(to).size
    for (let read = readSync(source, CHUNK, 0, CHUNK.length, at); read > 0;) {
      writeSync(target, CHUNK, 0, read)
      at += read
      read = readSync(source, CHUNK, 0, CHUNK.length, at)
    }
    ftruncateSync(source, 0)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}
