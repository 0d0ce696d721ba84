import { createHash, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client } from 'pg'
import { runMigrations } from '@/lib/platform/db/migrations'
import { repeatablesPending } from '@/lib/platform/db/repeatable-migrations'
import { sealPads, sealTenant } from '@/lib/platform/db/seal'
import { testSetting } from '../../../support/postgres'
import { createScratchDatabase, type ScratchDatabase, withUrl } from '../../../support/scratch-database'

const ROOT = path.resolve(__dirname, '..', '..', '..', '..')
/** Migrations from here on are newer than the last release without repeatable files. */
const FIRST_WITH_REPEATABLES = '20261206'
const TABLE_MIGRATION = '20261206000000_repeatable_migrations'
const TENANT = '00000000-0000-7000-8000-0000000000a1'

const databases: ScratchDatabase[] = []
const folders: string[] = []

async function scratch(): Promise<ScratchDatabase> {
  const database = await createScratchDatabase()
  databases.push(database)
  return database
}

/** A release of its own: this one's migrations and functions, to be changed by the test. */
function copyRelease(): { root: string; rewrite(name: string, change: (sql: string) => string): void } {
  const root = mkdtempSync(path.join(tmpdir(), 'sentinel-release-'))
  folders.push(root)
  for (const part of ['migrations', 'functions']) {
    cpSync(path.join(ROOT, 'prisma', part), path.join(root, 'prisma', part), { recursive: true })
  }
  const rewrite = (name: string, change: (sql: string) => string) => {
    const file = path.join(root, 'prisma', 'functions', `${name}.sql`)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  return { root, rewrite }
}

const raiseVersion = (sql: string): string =>
  sql.replace(/^-- version (\d+)/, (_, version) => `-- version ${Number(version) + 1}`)
/** Changes the text of one function, find_tenants_with_old_notifications, and not what it does. */
const changeFunction = (sql: string): string => sql.replace('from notifications', 'from  notifications')
const versionsIn = async (client: Client): Promise<unknown[]> =>
  (await client.query('select name, version from repeatable_migrations order by name')).rows

const migrate = ({ ownerUrl }: ScratchDatabase, root = ROOT) =>
  runMigrations({ ownerUrl, sealKey: testSetting('SENTINEL_TENANT_SEAL_KEY'), root })

/** Everything that a function or trigger is: text, owner, rights, settings. */
const definitionsIn = async (client: Client): Promise<Record<string, string>[]> => {
  const { rows } = await client.query<Record<string, string>>(
    `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition, r.rolname as owner,
            (select string_agg(a::text, ' ' order by a::text) from unnest(p.proacl) a) as rights
       from pg_proc p join pg_roles r on r.oid = p.proowner
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all
     select tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid), tgenabled::text, null from pg_trigger where not tgisinternal
      order by 1`,
  )
  return rows
}

const rightsIn = async (client: Client): Promise<unknown[]> =>
  (
    await client.query(
      `select c.relname, (select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a) as rights,
              (select array_agg(p.polname || pg_get_expr(p.polqual, c.oid) order by p.polname) from pg_policy p
                where p.polrelid = c.oid) as policies
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    )
  ).rows

/** The database of the last release without repeatable files. */
async function migrateAsBefore({ ownerUrl }: ScratchDatabase): Promise<void> {
  await withUrl(ownerUrl, async (client) => {
    await client.query(
      `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
         migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
         started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
    )
    const names = readdirSync(path.join(ROOT, 'prisma', 'migrations')).sort()
    for (const name of names.filter((name) => name < FIRST_WITH_REPEATABLES)) {
      const sql = readFileSync(path.join(ROOT, 'prisma', 'migrations', name, 'migration.sql'), 'utf8')
      await client.query('begin')
      await client.query(sql)
      await client.query(
        `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ($1, $2, $3, now())`,
        [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
      )
      await client.query('commit')
    }
    const { inner, outer } = sealPads(testSetting('SENTINEL_TENANT_SEAL_KEY'))
    await client.query('insert into sentinel_private.tenant_seal (inner_pad, outer_pad) values ($1, $2)', [
      inner,
      outer,
    ])
  })
}

async function writeScore(client: Client): Promise<void> {
  const id = randomUUID()
  await client.query("select set_config('app.ctx', $1, false)", [sealTenant(TENANT)])
  await client.query(
    `insert into tenants (id, slug, name, step_epoch, currency, time_zone)
     values ($1, 'scratch', 'Scratch', '2026-01-01Z', 'USD', 'UTC') on conflict do nothing`,
    [TENANT],
  )
  await client.query(
    `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, source)
     values ($1, $2, sha256(uuid_send($2)), now(), 'TRANSFER', 10, 'USD', 'C-1', 'seed')`,
    [TENANT, id],
  )
  await client.query(
    `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin,
       base_value, base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss,
       latency_ms, timings, answer)
     values ($1, $2, $2, $2, 'm/1', 1, 0, 0, 0.1, 0.2, 'low', 'approve', 0.5, '{}', '{}', '{}', 2, 1, '{}', '{}')`,
    [TENANT, id],
  )
  await client.query(
    `insert into audit_log (tenant_id, actor_kind, action, object_kind, request_id) values ($1, 'system', 'a', 'b', 'c')`,
    [TENANT],
  )
}

const keptIn = async (client: Client): Promise<unknown> =>
  (
    await client.query(
      `select (select count(*)::int from scored_transactions) as scored, (select sum(transactions)::int from activity_hours)
         as counted, (select array_agg(position::int order by position) from audit_chain) as chain`,
    )
  ).rows[0]

afterAll(async () => {
  for (const database of databases) await database.drop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('the functions of the database', () => {
  it('are those of prisma/functions, each defined in one file', async () => {
    const database = await scratch()
    await migrate(database)
    const bodies = await database.use(async (client) => {
      const { rows } = await client.query<{ proname: string; prosrc: string }>(
        `select proname, prosrc from pg_proc p where pronamespace = 'public'::regnamespace
           and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
      )
      return rows
    })
    const folder = path.join(ROOT, 'prisma', 'functions')
    const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'))
    expect(bodies.length).toBeGreaterThan(15)
    for (const { proname, prosrc } of bodies) {
      const defining = files.filter((sql) => new RegExp(`create or replace \\w+ ${proname}\\(`).test(sql))
      expect({ proname, files: defining.length }).toEqual({ proname, files: 1 })
      expect(defining[0]).toContain(prosrc)
    }
  })

  it('are equal in a new database and in one of the previous release, which keeps its data and continues to work', async () => {
    const [fresh, upgraded] = [await scratch(), await scratch()]
    await migrateAsBefore(upgraded)
    await upgraded.use(writeScore)

    await Promise.all([migrate(fresh), migrate(upgraded)])
    const definitions = await upgraded.use(definitionsIn)
    expect(definitions).toEqual(await fresh.use(definitionsIn))
    expect(await upgraded.use(rightsIn)).toEqual(await fresh.use(rightsIn))
    await upgraded.use(writeScore)
    expect(await upgraded.use(keptIn)).toEqual({ scored: 2, counted: 2, chain: [1, 2] })
  })

  it('are applied once by two servers that start together', async () => {
    const database = await scratch()
    const applied = await Promise.all([migrate(database), migrate(database)])
    const [none, all] = applied.sort((a, b) => a.length - b.length)
    expect(none).toEqual([])
    expect(all).toContain('functions/read-model')
    expect(all?.indexOf('functions/app-tenant')).toBeGreaterThan(all?.indexOf(TABLE_MIGRATION) ?? 0)
  })

  it('are applied again when their file changes, and keep their owner and rights', async () => {
    const database = await scratch()
    await migrate(database)
    const before = await database.use(definitionsIn)
    const { root, rewrite } = copyRelease()
    rewrite('job-lookups', (sql) => raiseVersion(changeFunction(sql)))

    expect(await withUrl(database.ownerUrl, (client) => repeatablesPending(client, root))).toEqual([
      'functions/job-lookups',
    ])
    expect(await migrate(database, root)).toEqual(['functions/job-lookups'])
    expect(await migrate(database, root)).toEqual([])
    const after = await database.use(definitionsIn)
    const changed = after.filter((row, i) => row.definition !== before[i]?.definition)
    expect(changed.map(({ name }) => name)).toEqual([
      'find_tenants_with_old_notifications(timestamp with time zone)',
    ])
    const withoutText = (rows: Record<string, string>[]) => rows.map((row) => ({ ...row, definition: '' }))
    expect(withoutText(after)).toEqual(withoutText(before))
  })

  it('are not set back by an older release that starts later', async () => {
    const database = await scratch()
    const { root, rewrite } = copyRelease()
    rewrite('job-lookups', (sql) => raiseVersion(changeFunction(sql)))
    await migrate(database, root)
    const newer = await database.use(definitionsIn)

    expect(await migrate(database)).toEqual([])
    expect(await database.use(definitionsIn)).toEqual(newer)
    expect(await withUrl(database.ownerUrl, (client) => repeatablesPending(client, ROOT))).toEqual([])
  })

  it('stop the run when a file changed under the same version', async () => {
    const database = await scratch()
    await migrate(database)
    const { root, rewrite } = copyRelease()
    rewrite('job-lookups', changeFunction)
    await expect(migrate(database, root)).rejects.toThrow('functions/job-lookups differs from version')
  })

  it('change all together or not at all', async () => {
    const database = await scratch()
    await migrate(database)
    const [before, versions] = [await database.use(definitionsIn), await database.use(versionsIn)]
    const { root, rewrite } = copyRelease()
    rewrite('job-lookups', (sql) => raiseVersion(changeFunction(sql)))
    rewrite('read-model', (sql) => `${raiseVersion(sql)}\nselect no_such_function();\n`)
    await expect(migrate(database, root)).rejects.toThrow('functions/read-model failed')
    expect(await database.use(definitionsIn)).toEqual(before)
    expect(await database.use(versionsIn)).toEqual(versions)
  })
})
