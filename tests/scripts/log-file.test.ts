import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOG_FILE_BYTES, LOG_FILES_KEPT, openLog, rotate } from '../../scripts/bootstrap/log-file.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sentinel-log-'))
  file = path.join(folder, 'server.log')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Starts a process that logs to the file as the server does, and waits for its end. */
async function logFrom(script: string): Promise<void> {
  const log = openLog(file)
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', log, log] })
  closeSync(log)
  await once(child, 'exit')
}

test('a restart keeps what the process before it logged', async () => {
  await logFrom("console.log('before the crash'); process.exit(1)")
  await logFrom("console.log('after it')")
  expect(readFileSync(file, 'utf8')).toBe('before the crash\nafter it\n')
})

test('a log within its size is left alone', () => {
  writeFileSync(file, 'x'.repeat(100))
  expect(rotate(file, { maxBytes: 100, kept: 3 })).toBe(false)
  expect(rotate(path.join(folder, 'none.log'))).toBe(false)
  expect(readdirSync(folder)).toEqual(['server.log'])
})

test('rotation keeps a fixed number of files, the newest first', () => {
  for (let n = 1; n <= 6; n++) {
    writeFileSync(file, `run ${n} `.repeat(20))
    expect(rotate(file, { maxBytes: 100, kept: 3 })).toBe(true)
  }
  expect(readdirSync(folder).sort()).toEqual(['server.log', 'server.log.1', 'server.log.2', 'server.log.3'])
  expect(readFileSync(file, 'utf8')).toBe('')
  const runs = [1, 2, 3].map((n) => readFileSync(`${file}.${n}`, 'utf8').slice(0, 5))
  expect(runs).toEqual(['run 6', 'run 5', 'run 4'])
})

test('a running process logs on into the emptied file, and no line is written twice', async () => {
  const stop = path.join(folder, 'stop')
  const running = logFrom(
    `let n = 0; const timer = setInterval(() => {
       console.log('line ' + n++); if (fs.existsSync(${JSON.stringify(stop)})) clearInterval(timer) }, 1)`,
  )
  for (let rotations = 0; rotations < 5;) {
    await sleep(20)
    if (rotate(file, { maxBytes: 500, kept: 50 })) rotations++
  }
  writeFileSync(stop, '')
  await running
  rmSync(stop)
  const files = readdirSync(folder).sort(
    (a, b) => Number(b.split('.')[2] ?? 0) - Number(a.split('.')[2] ?? 0),
  )
  expect(files).toHaveLength(6)
  const text = files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('')
  expect(text).not.toContain('\0')
  const logged = text.trimEnd().split('\n')
  expect(new Set(logged).size).toBe(logged.length)
  // Each rotation may lose the lines of an instant.
  const written = Number(/\d+$/.exec(logged.at(-1) ?? '')?.[0]) + 1
  expect(logged.length).toBeGreaterThan(written / 2)
})

test('the limits are those of the documents', () => {
  const documents = readFileSync(path.resolve(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8')
  expect(documents).toContain(`${LOG_FILE_BYTES / 1_000_000} MB`)
  expect(documents).toContain(`${LOG_FILES_KEPT} rotated files`)
})
