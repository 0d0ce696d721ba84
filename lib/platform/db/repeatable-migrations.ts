import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Client, Pool } from 'pg'
import { log } from '../log'

/** Functions and triggers: one file per subject holds the version in force, and is applied again when it changes. */
const FOLDER = path.join('prisma', 'functions')
const VERSION_LINE = /^-- version (\d+)\n/

interface RepeatableFile {
  name: string
  sql: string
  version: number
  sha256: string
}

interface AppliedFile {
  version: number
  sha256: string
}

async function readFiles(root: string): Promise<RepeatableFile[]> {
  const folder = path.join(root, FOLDER)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8')
      const version = Number(VERSION_LINE.exec(sql)?.[1])
      if (!version) throw new Error(`functions/${name} must start with "-- version N"`)
      return {
        name: `functions/${name.slice(0, -'.sql'.length)}`,
        sql,
        version,
        sha256: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}

async function readApplied(client: Client | Pool): Promise<Map<string, AppliedFile>> {
  const { rows } = await client.query<AppliedFile & { name: string }>(
    'select name, version, sha256 from repeatable_migrations',
  )
  return new Map(rows.map((row) => [row.name, row]))
}

/** @throws Error where a file changed and its version did not: which of the two texts is the newer is then unknown */
function isPending(file: RepeatableFile, applied: AppliedFile | undefined): boolean {
  if (!applied || applied.version < file.version) return true
  if (applied.version === file.version && applied.sha256 !== file.sha256)
    throw new Error(`${file.name} differs from version ${file.version} in the database: raise its version`)
  return false
}

/**
 * Applies the changed files in name order and in one transaction, after the migrations and under their lock. A file that
 * the database holds in a higher version, applied by a newer release, stays in force. Returns the names it applied.
 */
export async function applyRepeatables(client: Client, root: string): Promise<string[]> {
  const files = await readFiles(root)
  const applied = await readApplied(client)
  const newer = files.filter((file) => (applied.get(file.name)?.version ?? 0) > file.version)
  if (newer.length > 0)
    log.warn({ functions: newer.map(({ name }) => name) }, 'the functions of a newer release stay in force')
  const pending = files.filter((file) => isPending(file, applied.get(file.name)))
  if (pending.length === 0) return []

  await client.query('begin')
  try {
    // A role may own a function in a schema only where it may create one.
    await client.query('grant create on schema public to sentinel_lookup')
    for (const file of pending) await applyFile(client, file)
    await client.query('revoke create on schema public from sentinel_lookup')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  return pending.map(({ name }) => name)
}

async function applyFile(client: Client, { name, sql, version, sha256 }: RepeatableFile): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    throw new Error(`${name} failed`, { cause: error })
  }
  await client.query(
    `insert into repeatable_migrations (name, version, sha256) values ($1, $2, $3)
     on conflict (name) do update set version = excluded.version, sha256 = excluded.sha256, applied_at = now()`,
    [name, version, sha256],
  )
}

/** Files of this build that the database lacks or holds in an older version. */
export async function repeatablesPending(client: Client | Pool, root: string): Promise<string[]> {
  const [files, applied] = await Promise.all([readFiles(root), readApplied(client)])
  return files.filter((file) => isPending(file, applied.get(file.name))).map(({ name }) => name)
}
