import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { appPool } from './pools'
import { applyRepeatables, repeatablesPending } from './repeatable-migrations'
import { sealPads } from './seal'

/** Plain SQL migrations, applied once each under a lock and recorded in Prisma's own table, so that `prisma migrate deploy` agrees. */
const FOLDER = path.join('prisma', 'migrations')
const LOCK = 7_302_611_920
const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0)`

const migrationNames = async (root: string): Promise<string[]> =>
  (await readdir(path.join(root, FOLDER), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex')

async function apply(client: Client, root: string, name: string): Promise<boolean> {
  const sql = await readFile(path.join(root, FOLDER, name, 'migration.sql'), 'utf8')
  const known = await client.query(
    'select checksum from _prisma_migrations where migration_name = $1 and rolled_back_at is null',
    [name],
  )
  const checksum = checksumOf(sql)
  if (known.rows[0]) {
    if (known.rows[0].checksum !== checksum)
      throw new Error(`migration ${name} was changed after it was applied`)
    return false
  }
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
  return true
}

/** Brings the schema up to date as the owner role and installs the tenant seal. Returns the names it applied. */
export async function runMigrations(options: {
  ownerUrl: string
  sealKey: string
  /** Accepted beside the key, until the next migration without it. */
  previousSealKey?: string | undefined
  root?: string
}): Promise<string[]> {
  const root = options.root ?? process.cwd()
  const client = new Client({ connectionString: options.ownerUrl, application_name: 'app-migrate' })
  await client.connect()
  try {
    await requireUtf8(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(TABLE)
    await client.query('grant select on _prisma_migrations to sentinel_app')
    const applied: string[] = []
    for (const name of await migrationNames(root)) {
      if (await apply(client, root, name)) applied.push(name)
    }
    applied.push(...(await applyRepeatables(client, root)))
    await client.query('call keep_commit_order()')
    const { inner, outer } = sealPads(options.sealKey)
    const previous = options.previousSealKey ? sealPads(options.previousSealKey) : null
    await client.query(
      `insert into sentinel_private.tenant_seal (inner_pad, outer_pad, previous_inner_pad, previous_outer_pad)
       values ($1, $2, $3, $4)
       on conflict (only_row) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad,
         previous_inner_pad = excluded.previous_inner_pad, previous_outer_pad = excluded.previous_outer_pad`,
      [inner, outer, previous?.inner ?? null, previous?.outer ?? null],
    )
    return applied
  } finally {
    await client.end()
  }
}

/** Other encodings lack letters of names, and store what the hashes of the audit log are made of in other bytes. */
async function requireUtf8(client: Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(
    "select current_setting('server_encoding') as encoding",
  )
  const encoding = rows[0]?.encoding
  if (encoding === 'UTF8') return
  throw new Error(`The encoding of the database is ${encoding}: create it with encoding 'UTF8'.`)
}

/** Migrations, then functions, that this build brings and the database lacks. Empty when up to date. */
export async function migrationsPending(root = process.cwd()): Promise<string[]> {
  const done = await appPool().query(
    'select migration_name from _prisma_migrations where finished_at is not null',
  )
  const names = new Set(done.rows.map((row) => row.migration_name as string))
  const pending = (await migrationNames(root)).filter((name) => !names.has(name))
  // The table of the functions is made by a migration.
  return pending.length > 0 ? pending : repeatablesPending(appPool(), root)
}
