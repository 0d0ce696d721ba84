import { open, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { testSetting } from './postgres'
import { startServer } from './server'

const START_MS = 200_000

/**
 * The one server of the run, for test files that neither stop it nor change its settings: a warm server renders a page
 * in a fraction of the time of a new one. The first file starts it; it ends with the worker that started it.
 */
export async function sharedServer(): Promise<{ url: string }> {
  const file = path.join(testSetting('TEST_RUN_FOLDER'), 'shared-server')
  const isFirst = await open(`${file}.lock`, 'wx').then(
    (handle) => handle.close().then(() => true),
    () => false,
  )
  if (isFirst) {
    const { url } = await startServer()
    await writeFile(file, url)
    return { url }
  }
  const deadline = Date.now() + START_MS
  while (Date.now() < deadline) {
    const url = await readFile(file, 'utf8').catch(() => '')
    if (url) return { url }
    await sleep(100)
  }
  throw new Error('The shared server did not start; the first test file that asked for it says why.')
}
