import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { simulateWorld } from '@/lib/engine/simulation'
import { onboardTenant } from '@/lib/governance/onboarding'
import { DEMO_MODEL, DEMO_MODELS_BESIDE, DEMO_PASSWORD, type DemoBank } from '@/prisma/seed/demo-banks'
import { liveThrough } from '@/prisma/seed/live-through'
import { seedDemo } from '@/prisma/seed/seed-demo'
import { testSetting, withClient } from '../../support/postgres'
import { replayedStates, storedStates } from '../../support/replay-states'
import { usePolicy } from '../../support/scored-rows'

const DAY_MS = 86_400_000
const ownerUrl = () => testSetting('MIGRATION_DATABASE_URL')

/** A demo tenant of the test with a small simulation. */
function demoBank(): DemoBank {
  const id = newId()
  const slug = `demo-${id.slice(-12)}`
  const user = (role: 'analyst' | 'senior_analyst' | 'admin') => ({
    email: `${role}@${slug}.test`,
    fullName: role,
    role,
  })
  return {
    id,
    slug,
    name: slug,
    country: 'US',
    currency: 'USD',
    timeZone: 'America/New_York',
    world: { seed: 3, days: 8, customers: 60 },
    users: [user('admin'), user('senior_analyst'), user('analyst')],
  }
}

const rowsOf = (bank: DemoBank, sql: string) =>
  withClient('superuser', async (client) => (await client.query(sql, [bank.id])).rows)

/** The tenant as a run of the seed leaves it before the first transaction. */
async function begin({ id, slug, name, country, currency, timeZone, users, world }: DemoBank) {
  const stepEpochMs = (Math.floor(Date.now() / DAY_MS) - world.days + 1) * DAY_MS
  const withPasswords = users.map((user) => ({ ...user, password: DEMO_PASSWORD }))
  const tenant = {
    id,
    slug,
    name,
    country,
    currency,
    timeZone,
    stepEpochMs,
    earliestEventMs: Date.UTC(2016, 0, 1),
  }
  const { ctx } = await onboardTenant(ownerUrl(), { tenant, users: withPasswords, model: DEMO_MODEL })
  return { tenant, ctx }
}

const TABLES = ['transactions', 'predictions', 'analyst_decisions', 'transaction_labels', 'watchlist_entries']
const counts = async (bank: DemoBank) =>
  Promise.all(
    TABLES.map(async (table) => {
      const [row] = await rowsOf(bank, `select count(*)::int as n from ${table} where tenant_id = $1`)
      return [table, row.n as number]
    }),
  )

describe('the demo data', () => {
  let bank: DemoBank
  let before: number
  beforeAll(async () => {
    bank = demoBank()
    before = Date.now()
    // Every transaction is an alert here, whatever the model, so that there are alerts to decide.
    await usePolicy(await begin(bank), [1e-9, 0.9], [1e-9, 0.99999])
    expect(await seedDemo(ownerUrl(), [bank])).toHaveLength(1)
  })

  it('ends now, with each event dated by its own time', async () => {
    const rows = await rowsOf(
      bank,
      `select t.occurred_at, t.received_at, t.source, p.scored_at, p.actor_kind from transactions t
         join predictions p on p.tenant_id = t.tenant_id and p.transaction_id = t.id
        where t.tenant_id = $1 order by t.seq`,
    )
    expect(rows.length).toBeGreaterThan(100)
    const times = rows.map((row) => row.occurred_at.getTime() as number)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeLessThan(before - 6 * DAY_MS)
    expect(times.at(-1)).toBeGreaterThan(before - DAY_MS)
    expect(times.at(-1)).toBeLessThanOrEqual(Date.now())
    for (const { occurred_at, received_at, scored_at, actor_kind, source } of rows) {
      expect([scored_at, actor_kind]).toEqual([received_at, 'system'])
      expect(received_at - occurred_at).toBeGreaterThan(0)
      expect(received_at - occurred_at).toBeLessThan(1_000)
      expect(source).toBe('seed')
    }
  })

  it('has decisions with reasons, made after the alert and before now, and alerts that are still open', async () => {
    const decisions = await rowsOf(
      bank,
      `select d.decided_at, d.notes, t.received_at, a.at from analyst_decisions d
         join transactions t on t.tenant_id = d.tenant_id and t.id = d.transaction_id
         join audit_log a on a.tenant_id = d.tenant_id and a.after ->> 'decision_id' = d.id::text
        where d.tenant_id = $1`,
    )
    expect(decisions.length).toBeGreaterThan(5)
    for (const { decided_at, notes, received_at, at } of decisions) {
      expect(decided_at > received_at && decided_at < Date.now()).toBe(true)
      expect(at).toEqual(decided_at)
      expect(notes.length).toBeGreaterThan(10)
    }
    expect(new Set(decisions.map(({ notes }) => notes)).size).toBeGreaterThan(3)
    const [open] = await rowsOf(
      bank,
      "select count(*)::int as n from predictions where tenant_id = $1 and outcome <> 'approve' and disposition is null",
    )
    expect(open.n).toBeGreaterThan(0)
  })

  it('has labels that arrived after their transactions, and states equal to a replay of both', async () => {
    const labels = await rowsOf(
      bank,
      `select l.arrived_at, l.source, t.occurred_at from transaction_labels l
         join transactions t on t.tenant_id = l.tenant_id and t.id = l.transaction_id where l.tenant_id = $1`,
    )
    expect(new Set(labels.map(({ source }) => source))).toEqual(new Set(['seed', 'analyst']))
    for (const { arrived_at, occurred_at } of labels)
      expect(arrived_at > occurred_at && arrived_at <= Date.now()).toBe(true)
    expect(await storedStates(bank.id)).toEqual(await replayedStates(bank.id))
  })

  it('is not seeded twice', async () => {
    const once = await counts(bank)
    expect(await seedDemo(ownerUrl(), [bank])).toEqual([])
    expect(await counts(bank)).toEqual(once)
  })

  it('still works when its model is not part of the build, and has a second model to compare', async () => {
    await rowsOf(
      bank,
      "update model_versions set name = 'retired' where tenant_id = $1 and stage = 'production'",
    )
    await seedDemo(ownerUrl(), [bank])
    const models = await rowsOf(bank, 'select name, stage from model_versions where tenant_id = $1')
    expect(Object.fromEntries(models.map(({ name, stage }) => [name, stage]))).toEqual({
      [DEMO_MODEL.name]: 'production',
      [DEMO_MODELS_BESIDE[0].name]: 'registered',
      retired: 'archived',
    })
  })
})

it('continues an interrupted seed where it stopped', async () => {
  const bank = demoBank()
  const { id, world, currency } = bank
  const { tenant, ctx } = await begin(bank)
  const history = simulateWorld({ ...world, startMs: tenant.stepEpochMs, currency })
  const half = await liveThrough(ctx, history, Date.now() - 4 * DAY_MS)
  const [, ...rest] = await counts(bank)

  await seedDemo(ownerUrl(), [bank])
  const whole = await withTenant({ tenantId: id }, (tx) =>
    tx.transaction.findMany({ where: { tenantId: id } }),
  )
  expect(whole.length).toBeGreaterThan(half)
  expect(new Set(whole.map(({ externalId }) => externalId)).size).toBe(whole.length)
  const after = await counts(bank)
  for (const [table, n] of rest)
    expect(Object.fromEntries(after)[table as string]).toBeGreaterThanOrEqual(Number(n))
  expect(await storedStates(id)).toEqual(await replayedStates(id))
})
