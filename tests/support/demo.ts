import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { testSetting, withClient } from './postgres'

const ROOT = path.resolve(__dirname, '..', '..')
const TSX = path.join(path.dirname(createRequire(__filename).resolve('tsx/package.json')), 'dist', 'cli.mjs')

/** The advisory lock of the seeding. */
const SEEDING = 7_001

/**
 * Seeds the demo tenants with their users and a third of their transactions into the database of the run, once per run: of
 * parallel test files one seeds and the others wait.
 */
export async function seedDemo(): Promise<void> {
  const seeded = path.join(testSetting('TEST_RUN_FOLDER'), 'demo-seeded')
  await withClient('superuser', async (client) => {
    await client.query('select pg_advisory_lock($1)', [SEEDING])
    if (existsSync(seeded)) return
    await promisify(execFile)(process.execPath, [TSX, 'tests/support/seed-smaller-demo.ts'], {
      cwd: ROOT,
      env: { ...process.env, SENTINEL_DEMO: '1' },
    })
    await writeFile(seeded, '')
  })
}
