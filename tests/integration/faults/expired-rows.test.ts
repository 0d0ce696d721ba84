/** @own-database */
import { setTimeout as sleep } from 'node:timers/promises'
import { pruneSessions } from '@/lib/access/auth'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { pruneChallengerScoresJob } from '@/lib/process/jobs/prune-challenger-scores'
import { pruneIdempotencyKeysJob } from '@/lib/process/jobs/prune-idempotency-keys'
import { pruneLiveEventsJob } from '@/lib/process/jobs/prune-live-events'
import { pruneNotificationsJob } from '@/lib/process/jobs/prune-notifications'
import { pruneSessionsJob } from '@/lib/process/jobs/prune-sessions'
import { withClient } from '../../support/postgres'
import { createTestUser, createTenant, type TestTenant } from '../../support/tenant'

/** The rate at which the tables must keep their size. */
const ROWS_PER_SECOND = 2_000

afterAll(closeDatabase)

/** Columns and values of one row `n` of tenant $1 and user $4, with its age. */
const TABLES = [
  {
    job: pruneIdempotencyKeysJob,
    table: 'idempotency_keys',
    time: 'created_at',
    index: 'idempotency_keys_age',
    columns: 'operation, key, fingerprint, response',
    values: "'score', n::text, sha256(n::text::bytea), repeat('x', 200)",
    old: '73 hours',
    young: '71 hours',
  },
  {
    job: pruneLiveEventsJob,
    table: 'live_events',
    time: 'at',
    index: 'live_events_age',
    columns: 'kind, payload',
    values: "'models.changed', '{}'",
    old: '61 minutes',
    young: '50 minutes',
  },
  {
    job: pruneNotificationsJob,
    table: 'notifications',
    time: 'created_at',
    index: 'notifications_age',
    columns: 'id, user_id, kind, case_id',
    values: "gen_random_uuid(), $4::uuid, 'case_assigned', gen_random_uuid()",
    old: '91 days',
    young: '89 days',
  },
  {
    job: pruneSessionsJob,
    table: 'sessions',
    time: 'expires_at',
    index: 'sessions_expiry',
    columns: 'id, user_id, kind',
    values: "gen_random_uuid(), $4::uuid, 'token'",
    old: '31 days',
    young: '29 days',
  },
  {
    job: pruneChallengerScoresJob,
    table: 'challenger_scores',
    time: 'scored_at',
    index: 'challenger_scores_age',
    columns: `model_version_id, transaction_id, champion_version_id, decided, score, outcome, champion_score, champion_outcome,
      own_amount`,
    values:
      "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), false, 0.1, 'approve', 0.2, 'review', 10",
    old: '91 days',
    young: '89 days',
  },
] as const
type Table = (typeof TABLES)[number]

/** Inserts rows of the tenant, or each of another unknown tenant. */
async function insert(table: Table, tenant: TestTenant | null, count: number, age: string): Promise<void> {
  const userId = tenant ? (await createTestUser(tenant, 'analyst')).id : newId()
  await withClient('superuser', async (client) => {
    // Without triggers: the rows expired long ago and are announced to nobody.
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into ${table.table} (tenant_id, ${table.columns}, ${table.time})
       select coalesce($1, gen_random_uuid()), ${table.values}, now() - $3::interval - n * interval '1 millisecond'
         from generate_series(1, $2) n where $4::uuid is not null`,
      [tenant?.id, count, age, userId],
    )
  })
}

/** Statistics are older than the newest rows: here from a time when every row had another tenant. */
async function leaveOldStatistics(table: Table): Promise<void> {
  await insert(table, null, 20_000, '0 seconds')
  await withClient('superuser', async (client) => {
    await client.query(`analyze ${table.table}`)
    await client.query(`delete from ${table.table} where tenant_id not in (select id from tenants)`)
  })
}

const countOf = (table: Table, tenant: TestTenant) =>
  withClient('superuser', async (client) => {
    const sql = `select count(*)::int as n from ${table.table} where tenant_id = $1`
    return (await client.query<{ n: number }>(sql, [tenant.id])).rows[0]?.n
  })

describe.each(TABLES)('the job $job.name', (table) => {
  const { job, young, old } = table

  test(`removes in one run what expires between two runs at ${ROWS_PER_SECOND} rows/s, and nothing else`, async () => {
    const arriving = (ROWS_PER_SECOND * job.everyMs) / 1000
    const [busy, quiet] = [await createTenant(), await createTenant()]
    await insert(table, quiet, 3, young)
    await leaveOldStatistics(table)
    await insert(table, busy, arriving, old)
    await job.run(new Date())
    // A test beside this one may run the same job; a run skips the tenant that another one prunes.
    while ((await countOf(table, busy)) !== 0) await sleep(100)
    expect(await countOf(table, quiet)).toBe(3)
  })

  test('an index leads to the oldest rows of a tenant', async () => {
    const definition = await withClient('superuser', async (client) => {
      const sql = 'select pg_get_indexdef($1::regclass) as definition'
      return (await client.query<{ definition: string }>(sql, [table.index])).rows[0]?.definition
    })
    expect(definition).toContain(`ON public.${table.table} USING btree (tenant_id, ${table.time})`)
  })
})

test('two processes delete a row once', async () => {
  const [, , , sessions] = TABLES
  const tenant = await createTenant()
  await insert(sessions, tenant, 100, sessions.old)
  const pruned = await Promise.all([pruneSessions(new Date(), 10), pruneSessions(new Date(), 10)])
  const rest = await pruneSessions(new Date(), 10)
  expect(pruned[0] + pruned[1] + rest).toBe(100)
  expect(await countOf(sessions, tenant)).toBe(0)
})
