import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { runMigrations } from '@/lib/platform/db/migrations'
import { openEmbedded, type EmbeddedPostgres } from '../../support/embedded-postgres'
import { testSetting } from '../../support/postgres'
import { withUrl } from '../../support/scratch-database'

const ROOT = path.resolve(__dirname, '..', '..', '..')
const TSX = path.join(path.dirname(createRequire(__filename).resolve('tsx/package.json')), 'dist', 'cli.mjs')
const run = promisify(execFile)

const folder = mkdtempSync(path.join(tmpdir(), 'sentinel-backup-'))
const dataDir = path.join(folder, 'postgres')
const secretsFile = path.join(folder, 'secrets.json')
const backup = path.join(folder, 'backup')

/** The scripts are ES modules of the host, so they run in a process of their own. */
const call = (module: string, name: string, locations: Record<string, string>) =>
  run(process.execPath, [
    '--input-type=module',
    '-e',
    `import { ${name} } from '${pathToFileURL(path.join(ROOT, 'scripts', 'backup', module)).href}'
     await ${name}(JSON.parse(process.argv[1])).catch((error) => { console.error(error.message); process.exit(1) })`,
    JSON.stringify(locations),
  ])
const backUp = (out = backup) => call('back-up.mjs', 'backUp', { dataDir, secretsFile, out })
const restore = (from = backup) => call('restore.mjs', 'restore', { dataDir, secretsFile, from })

const operate = async (database: EmbeddedPostgres, script: string, args: string[] = []): Promise<string> => {
  const { stdout } = await run(process.execPath, [TSX, `scripts/${script}`, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: database.url('app'),
      MIGRATION_DATABASE_URL: database.url('owner'),
      LOG_LEVEL: 'warn',
    },
  })
  return stdout
}

/** Every table with its number of rows and a hash of their text. */
const contentsOf = (database: EmbeddedPostgres): Promise<Record<string, string>> =>
  withUrl(database.url('postgres'), async (client) => {
    const { rows } = await client.query<{ relname: string }>(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const contents: Record<string, string> = {}
    for (const { relname } of rows) {
      const counted = await client.query<{ text: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as text from ${relname} t`,
      )
      contents[relname] = counted.rows[0]?.text ?? ''
    }
    return contents
  })

const removeTarget = () => {
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(secretsFile, { force: true })
}

/** A copy of the backup that the test can damage. */
function copyBackup(name: string, spoil: (copy: string) => void): string {
  const copy = path.join(folder, name)
  cpSync(backup, copy, { recursive: true })
  spoil(copy)
  return copy
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a backup of the embedded database', () => {
  let before: Record<string, string>
  let audit: string

  beforeAll(async () => {
    writeFileSync(secretsFile, '{"kept":"with the data"}')
    const database = await openEmbedded(dataDir)
    const sealKey = testSetting('SENTINEL_TENANT_SEAL_KEY')
    await runMigrations({ ownerUrl: database.url('owner'), sealKey })
    const bank = '--slug kept-bank --name Kept --currency EUR --time-zone Europe/Berlin'
    const admin = '--admin-email admin@kept.example --admin-name Ada'
    await operate(database, 'create-tenant.ts', `${bank} ${admin}`.split(' '))
    before = await contentsOf(database)
    audit = await operate(database, 'audit-verify.ts')
    await expect(backUp()).rejects.toMatchObject({ stderr: expect.stringContaining('is running') as string })
    await database.stop()
    await backUp()
  }, 400_000)

  it('restores every row, and the audit log verifies', async () => {
    await expect(restore()).rejects.toMatchObject({
      stderr: expect.stringContaining('move it away') as string,
    })
    removeTarget()
    await restore()

    expect(readFileSync(secretsFile, 'utf8')).toBe('{"kept":"with the data"}')
    const database = await openEmbedded(dataDir)
    try {
      expect(before.audit_log).not.toMatch(/^0 /)
      expect(await contentsOf(database)).toEqual(before)
      expect(audit).toContain('kept-bank')
      expect(await operate(database, 'audit-verify.ts')).toBe(audit)
    } finally {
      await database.stop()
    }
  })

  it('holds only the WAL that the start reads', () => {
    const wal = readdirSync(path.join(backup, 'postgres', 'pg_wal')).filter((name) =>
      /^[0-9A-F]{24}$/.test(name),
    )
    expect(wal.length).toBeLessThanOrEqual(2)
  })

  it.each([
    [
      'a changed file',
      'base/1/PG_VERSION is not as it was backed up',
      (copy: string) => writeFileSync(path.join(copy, 'postgres', 'base', '1', 'PG_VERSION'), '17\n'),
    ],
    [
      'a missing file',
      'no such file',
      (copy: string) => rmSync(path.join(copy, 'postgres', 'base', '1', 'PG_VERSION')),
    ],
    [
      'another major version',
      'the backup is of Postgres 17',
      (copy: string) => edit(copy, (text) => text.replace('"postgresMajor": "18"', '"postgresMajor": "17"')),
    ],
    [
      'a file outside of the backup',
      'names a file outside',
      (copy: string) =>
        edit(copy, (text) => text.replace('"postgres/PG_VERSION"', '"postgres/../../PG_VERSION"')),
    ],
    ['no manifest', 'not a complete backup', (copy: string) => rmSync(path.join(copy, 'manifest.json'))],
  ])('is rejected with %s, and nothing appears', async (name, reason, spoil) => {
    removeTarget()
    const copy = copyBackup(name, spoil)
    await expect(restore(copy)).rejects.toMatchObject({ stderr: expect.stringContaining(reason) as string })
    expect(readdirSync(folder)).not.toContain('postgres')
    expect(readdirSync(folder)).not.toContain('secrets.json')
  })
})

function edit(copy: string, change: (text: string) => string): void {
  const file = path.join(copy, 'manifest.json')
  const text = readFileSync(file, 'utf8')
  expect(change(text)).not.toBe(text)
  writeFileSync(file, change(text))
}
