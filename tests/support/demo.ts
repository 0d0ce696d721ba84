import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { withClient } from './postgres'

const ROOT = path.resolve(__dirname, '..', '..')
const TSX = path.join(path.dirname(createRequire(__filename).resolve('tsx/package.json')), 'dist', 'cli.mjs')

/** The advisory lock of the seeding. */
const SEEDING = 7_001

/**
 * Seeds the demo tenants with their users and transactions into the database of the run. Idempotent; of parallel test
 * files one seeds and the others wait.
 */
export async function seedDemo(): Promise<void> {
  await withClient('superuser', async (client) => {
    await client.query('select pg_advisory_lock($1)', [SEEDING])
    await promisify(execFile)(process.execPath, [TSX, 'scripts/seed.ts'], {
      cwd: ROOT,
      env: { ...process.env, SENTINEL_DEMO: '1' },
    })
  })
}
