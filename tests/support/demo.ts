import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.resolve(__dirname, '..', '..')
const TSX = path.join(path.dirname(createRequire(__filename).resolve('tsx/package.json')), 'dist', 'cli.mjs')

/** Puts the demo institutions with their users and transactions into the run's database. Safe to call repeatedly. */
export async function seedDemo(): Promise<void> {
  await promisify(execFile)(process.execPath, [TSX, 'scripts/seed.ts'], {
    cwd: ROOT,
    env: { ...process.env, SENTINEL_DEMO: '1' },
  })
}
