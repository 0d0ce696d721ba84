import { createHmac } from 'node:crypto'
import type { Client } from 'pg'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { inWorkers } from '../../../support/in-workers'
import { testSetting, withClient } from '../../../support/postgres'
import { createTestUser, createTenant, type TestTenant } from '../../../support/tenant'

/** Tests each tenancy check alone, since each must hold when the others fail. */
const seal = (tenantId: string): string =>
  `${tenantId}.${createHmac('sha256', testSetting('SENTINEL_TENANT_SEAL_KEY')).update(tenantId).digest('hex')}`

async function inTenant<T>(client: Client, ctx: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.ctx', $1, true)", [ctx])
    return await work()
  } finally {
    await client.query('rollback')
  }
}

const tenantTables = async (): Promise<string[]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not a.attisdropped order by 1`,
    )
    return rows.map((row) => row.relname as string)
  })

describe('tenant isolation', () => {
  let a: TestTenant
  let b: TestTenant
  beforeAll(async () => {
    ;[a, b] = [await createTenant(), await createTenant()]
    for (const tenant of [a, b]) await createTestUser(tenant, 'analyst')
  })

  describe('by row-level security', () => {
    it('shows no row of another tenant in any table', async () => {
      const tables = await tenantTables()
      expect(tables.length).toBeGreaterThanOrEqual(11)
      await withClient('app', async (client) => {
        for (const table of tables) {
          const foreign = await inTenant(client, seal(a.id), () =>
            client.query(`select count(*)::int as n from ${table} where tenant_id <> $1`, [a.id]),
          )
          expect({ table, n: foreign.rows[0].n }).toEqual({ table, n: 0 })
          const without = await client.query(`select count(*)::int as n from ${table}`)
          expect({ table, n: without.rows[0].n }).toEqual({ table, n: 0 })
        }
      })
    })

    it('is on, forced and generated for every tenant table', async () => {
      await withClient('superuser', async (client) => {
        const { rows } = await client.query(
          `select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polpermissive,
                  pg_get_expr(p.polqual, p.polrelid) as using_, pg_get_expr(p.polwithcheck, p.polrelid) as check_
             from pg_class c join pg_policy p on p.polrelid = c.oid
            where c.relname = any($1) and p.polname = 'tenant_isolation' order by 1`,
          [await tenantTables()],
        )
        expect(rows.map((row) => row.relname)).toEqual(await tenantTables())
        const rule = '(tenant_id = ( SELECT app_tenant() AS app_tenant))'
        for (const row of rows) {
          expect(row).toMatchObject({
            relrowsecurity: true,
            relforcerowsecurity: true,
            using_: rule,
            check_: rule,
          })
        }
      })
    })

    it('lets no other policy reach the app role', async () => {
      await withClient('superuser', async (client) => {
        const { rows } = await client.query(
          `select polrelid::regclass::text as table, polname, polroles::regrole[]::text[] as roles from pg_policy
            where polname <> 'tenant_isolation' order by 1`,
        )
        expect(rows.map(({ table }) => table)).toEqual([
          'activity_hours',
          'activity_places',
          'alert_channels',
          'alert_cursors',
          'alert_deliveries',
          'alert_events',
          'alert_keys',
          'alert_messages',
          'alert_rules',
          'analyst_decisions',
          'api_keys',
          'audit_seal_parts',
          'case_note_revisions',
          'cases',
          'challenger_scores',
          'change_requests',
          'currency_rates',
          'drift_alarms',
          'drift_cursors',
          'drift_snapshots',
          'entity_notes',
          'entity_states',
          'idempotency_keys',
          'live_events',
          // One of canaries, one of the tuner.
          'model_versions',
          'model_versions',
          'notifications',
          'policies',
          'predictions',
          'quarantined_transactions',
          'replay_labels',
          'replays',
          'retraining_schedules',
          'retrainings',
          'ring_cursors',
          'scored_transactions',
          'sessions',
          'stream_dead_letters',
          'stream_partitions',
          'tenants',
          'transaction_labels',
          'transactions',
          'tuner_snapshots',
          'upload_rejects',
          'uploads',
          'users',
          'velocity_rules',
        ])
        for (const row of rows) expect(row.roles).toEqual(['sentinel_lookup'])
      })
    })

    it('rejects a write for another tenant, a move of a row there, and a write without a tenant', async () => {
      const insert = (tenantId: string) =>
        `insert into entity_states (tenant_id, kind, entity_id, state) values ('${tenantId}', 'account', 'x', '{}')`
      await withClient('app', async (client) => {
        await expect(inTenant(client, seal(a.id), () => client.query(insert(b.id)))).rejects.toMatchObject({
          code: '42501',
        })
        await expect(client.query(insert(a.id))).rejects.toMatchObject({ code: '42501' })
        const move = inTenant(client, seal(a.id), async () => {
          await client.query(insert(a.id))
          await client.query('update entity_states set tenant_id = $1', [b.id])
        })
        await expect(move).rejects.toMatchObject({ code: '42501' })
      })
    })

    it('rejects a forged seal', async () => {
      await withClient('app', async (client) => {
        for (const forged of [`${b.id}.deadbeef`, b.id, `${b.id}.`, seal(a.id).replace(a.id, b.id)]) {
          const read = inTenant(client, forged, () => client.query('select * from users'))
          await expect(read).rejects.toMatchObject({ code: '42501' })
        }
      })
    })

    it('leaves no tenant set on a connection', async () => {
      await withClient('app', async (client) => {
        await inTenant(client, seal(a.id), () => client.query('select 1'))
        const { rows } = await client.query("select nullif(current_setting('app.ctx', true), '') as ctx")
        expect(rows[0].ctx).toBeNull()
        expect((await client.query('select count(*)::int as n from users')).rows[0].n).toBe(0)
      })
    })

    it.each([
      'truncate users',
      'alter table users disable row level security',
      'set role sentinel_owner',
      'create policy open on users using (true)',
      'delete from audit_log',
      "update audit_log set action = 'x'",
      'update transactions set amount = 0',
      'update predictions set score = 0',
      'delete from analyst_decisions',
      'update transaction_labels set is_fraud = false',
      'delete from transaction_labels',
      'update audit_seal_parts set row_count = 1',
      'delete from audit_seal_parts',
      "update bundle_files set content = ''",
      'delete from bundle_files',
      'update velocity_rules set threshold = 100',
      'delete from velocity_rules',
      "update model_versions set manifest_sha256 = ''",
      'delete from model_versions',
      'select * from sentinel_private.tenant_seal',
      'set row_security = off; select * from users',
    ])('rejects for the app role: %s', async (sql) => {
      await withClient('app', async (client) => {
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
      })
    })
  })

  describe('by keys', () => {
    it('ties every reference between tenant tables to the same tenant', async () => {
      await withClient('superuser', async (client) => {
        const { rows } = await client.query(
          `select conrelid::regclass::text as table, conname,
                  (select array_agg(a.attname::text order by k.n) from unnest(conkey) with ordinality k(num, n)
                     join pg_attribute a on a.attrelid = conrelid and a.attnum = k.num) as columns
             from pg_constraint where contype = 'f' and confrelid <> 'tenants'::regclass
              and connamespace = 'public'::regnamespace`,
        )
        expect(rows.length).toBeGreaterThan(5)
        for (const row of rows) expect(row.columns[0]).toBe('tenant_id')
      })
    })

    it('starts every unique index of a tenant table with the tenant', async () => {
      await withClient('superuser', async (client) => {
        const { rows } = await client.query(
          `select i.indexrelid::regclass::text as index, a.attname::text as first
             from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indisunique and i.indrelid::regclass::text = any($1)`,
          [await tenantTables()],
        )
        expect(rows.length).toBeGreaterThan(12)
        for (const row of rows) expect(row).toMatchObject({ first: 'tenant_id' })
      })
    })
  })

  describe('by the client', () => {
    it('confines every read and rejects a filter that names another tenant', async () => {
      const seen = await withTenant({ tenantId: a.id }, (tx) => tx.user.findMany())
      expect(new Set(seen.map((user) => user.tenantId))).toEqual(new Set([a.id]))
      const foreign = withTenant({ tenantId: a.id }, (tx) => tx.user.findMany({ where: { tenantId: b.id } }))
      await expect(foreign).rejects.toThrow('names another tenant')
    })

    it('rejects nested writes, moves and foreign rows before they reach the database', async () => {
      const data = { kind: 'account', entityId: 'y', state: {} }
      const run = (work: Parameters<typeof withTenant>[1]) => withTenant({ tenantId: a.id }, work)
      await expect(run((tx) => tx.entityState.create({ data: { ...data, tenantId: b.id } }))).rejects.toThrow(
        'another tenant',
      )
      await expect(
        run((tx) => tx.entityState.updateMany({ where: {}, data: { tenantId: b.id } })),
      ).rejects.toThrow('may not move')
      await expect(
        run((tx) =>
          tx.user.updateMany({
            where: {},
            data: { sessions: { create: {} } } as unknown as { fullName: string },
          }),
        ),
      ).rejects.toThrow('nested write')
    })

    it('does not widen a query by an undefined filter', async () => {
      const undefinedId = undefined as unknown as string
      const wide = withTenant({ tenantId: a.id }, (tx) => tx.user.findMany({ where: { id: undefinedId } }))
      await expect(wide).rejects.toThrow(/undefined/i)
    })

    it('rejects a statement after its transaction has ended', async () => {
      let late: (() => Promise<unknown>) | undefined
      await withTenant({ tenantId: a.id }, async (tx) => {
        late = () => tx.user.findMany()
        return tx.user.count()
      })
      await expect(late?.()).rejects.toThrow()
    })

    it('separates interleaved tenants on a small pool', async () => {
      const rounds = Array.from({ length: 400 }, (_, i) => (i % 2 ? a : b))
      const seen = await inWorkers(16, rounds, (tenant) =>
        withTenant({ tenantId: tenant.id }, async (tx) =>
          (await tx.user.findMany()).map((user) => user.tenantId),
        ),
      )
      expect(seen.map((ids) => [...new Set(ids)])).toEqual(rounds.map((tenant) => [tenant.id]))
    })
  })

  it('returns the same for an unknown id and an id of another tenant', async () => {
    const [foreign] = await withTenant({ tenantId: b.id }, (tx) => tx.user.findMany())
    const find = (id: string) => withTenant({ tenantId: a.id }, (tx) => tx.user.findFirst({ where: { id } }))
    expect(await find(foreign?.id ?? '')).toBeNull()
    expect(await find(newId())).toBeNull()
  })
})
