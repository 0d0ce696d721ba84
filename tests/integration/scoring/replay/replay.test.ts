/**
 * Servers of other tests would take its replays.
 * @own-database
 */
import { readActivity, readPlaces } from '@/lib/desk/dashboard'
import { exportTransactions, listTransactions } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { listAudit } from '@/lib/access/audit'
import { changeTenant } from '@/lib/access/tenants'
import { measureDrift } from '@/lib/governance/drift'
import { readPage } from '@/lib/governance/retraining/run/read-page'
import { refreshTunerSnapshot } from '@/lib/governance/tuner'
import { settleBackground } from '@/lib/platform/background'
import { DAY_MS } from '@/lib/platform/time'
import { recordReplayLabels, startReplay, stopReplay } from '@/lib/scoring/replay'
import { claimReplay, releaseLease, standing } from '@/lib/scoring/replay/run/lease'
import { startReplayBody } from '@/lib/scoring/replay/schema'
import { lockStripes } from '@/lib/scoring/states'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import {
  allowReplays,
  endAllReplays,
  runToEnd,
  setLease,
  startReplayServer,
  storedOf,
  takeReplays,
  untilReplay,
} from '../../../support/replays'
import { scoreRows } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'
import { untilBlockedBy } from '../../../support/until-blocked'

/** Guarantee: a replay scores each of its payments once, whatever happens to servers, and no figure counts them. */
const MINUTES = 60_000
jest.setTimeout(10 * MINUTES)
afterEach(endAllReplays)

const start = (minted: MintedTenant, input: object = {}) =>
  startReplay(minted.as.senior_analyst, startReplayBody.parse(input))
const list = async (minted: MintedTenant, filter: object) =>
  (await listTransactions(minted.as.analyst, transactionFilter.parse(filter), { limit: 200 })).items
const auditOf = async (minted: MintedTenant) =>
  (await listAudit(minted.as.admin, {}, { limit: 50 })).items
    .filter(({ object }) => object.kind === 'replay')
    .map(({ action }) => action)

async function sandbox(): Promise<MintedTenant> {
  const minted = await mintTenant()
  await allowReplays(minted)
  return minted
}

describe('what starts a replay', () => {
  let minted: MintedTenant
  beforeAll(async () => {
    minted = await mintTenant()
  })

  it('is a senior analyst or an administrator, in a sandbox only, one at a time', async () => {
    await expect(startReplay(minted.as.analyst, startReplayBody.parse({}))).rejects.toMatchObject({
      code: 'missing-permission',
    })
    await expect(start(minted)).rejects.toMatchObject({ code: 'not-a-sandbox' })
    await changeTenant(minted.as.admin, { sandbox: true })
    const starts = await Promise.allSettled([start(minted), start(minted)])
    expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(starts.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    await stopReplay(minted.as.senior_analyst)
    expect(await auditOf(minted)).toEqual(['replay.stopped', 'replay.started'])
  })

  it('is bounded in rate, time, share of fraud and payments, and names the field', () => {
    const reject = (body: object) =>
      startReplayBody.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
    expect(reject({ rate_per_second: 501 })).toEqual(['rate_per_second'])
    expect(reject({ rate_per_second: 0 })).toEqual(['rate_per_second'])
    expect(reject({ duration_seconds: 3_601 })).toEqual(['duration_seconds'])
    expect(reject({ fraud_fraction: 0.51 })).toEqual(['fraud_fraction'])
    expect(reject({ rate_per_second: 500, duration_seconds: 201 })).toEqual(['duration_seconds'])
    expect(reject({ fraud_fraction: 0.1, window: { from: '2026-01-01', to: '2026-01-02' } })).toEqual([
      'fraud_fraction',
    ])
  })

  it('is no window of the future, and none that ends before it begins', async () => {
    const of = (from: string, to: string) => start(minted, { window: { from, to } })
    await expect(of('2026-01-02', '2026-01-01')).rejects.toMatchObject({ errors: [{ field: 'window.to' }] })
    await expect(of('2998-01-02', '2998-01-03')).rejects.toMatchObject({ errors: [{ field: 'window.from' }] })
  })
})

describe('a replay of simulated payments', () => {
  let minted: MintedTenant
  beforeAll(async () => {
    minted = await sandbox()
    const occurred_at = new Date().toISOString()
    await scoreRows(
      await scoringKey(minted),
      [1, 2].map((amount) => paysimRow({ step: undefined, occurred_at, amount })),
    )
    await start(minted, { rate_per_second: 8, duration_seconds: 20, fraud_fraction: 0.5 })
    await runToEnd(minted)
  })

  it('ends by itself, and its counters are those of the stored rows', async () => {
    const status = await untilReplay(minted, ({ running }) => !running)
    expect(status).toMatchObject({ status: 'completed', rejected: 0, rate_per_second: 8 })
    expect(status.transactions_replayed).toBeGreaterThan(0)
    expect(status.transactions_replayed).toBeLessThanOrEqual(160)
    const n = status.transactions_replayed
    expect(await storedOf(minted)).toEqual({
      transactions: n,
      externalIds: n,
      predictions: n,
      labels: status.labels_waiting,
      counted: n,
      countedLabels: status.labels_waiting,
    })
    expect(status.frauds).toBe(Math.floor(0.5 * n))
    expect(await auditOf(minted)).toEqual(['replay.completed', 'replay.started'])
  })

  it('marks its transactions, which lists and exports show apart or leave out', async () => {
    const only = await list(minted, { replayed: 'only' })
    const without = await list(minted, { replayed: 'without' })
    expect(only.every(({ replayed }) => replayed)).toBe(true)
    expect(without.map(({ replayed }) => replayed)).toEqual([false, false])
    expect(only.length + without.length).toBe((await list(minted, {})).length)
    expect(only.every(({ occurred_at: at }) => Date.parse(at) <= Date.now())).toBe(true)
    const { csv } = await exportTransactions(
      minted.as.senior_analyst,
      transactionFilter.parse({ replayed: 'only' }),
    )
    const lines = (await new Response(csv).text()).trim().split('\n')
    expect(lines[0]).toMatch(/,replayed\r?$/)
    expect(lines.slice(1).every((line) => /,true\r?$/.test(line))).toBe(true)
    expect(lines).toHaveLength(only.length + 1)
  })

  it('is left out of the dashboard, drift, the tuner and what retraining reads', async () => {
    const admin = minted.as.admin
    expect((await readActivity(admin, 'all')).totals.transactions).toBe(2)
    expect((await readActivity(admin, 'all', 'with')).totals.transactions).toBe(
      (await storedOf(minted)).transactions + 2,
    )
    const places = await readPlaces(admin, 'world', 'all')
    expect(places.places.reduce((sum, place) => sum + place.transactions, places.unplaced.transactions)).toBe(
      2,
    )
    await earlierTransactionsEnded()
    await measureDrift(new Date())
    const page = await readPage(admin, { from: new Date(0) }, new Date())
    expect(page?.rows).toBe(2)
    await refreshTunerSnapshot(minted.tenant.id, new Date(Date.now() + 20 * DAY_MS))
    const stored = await withClient('superuser', async (client) => {
      const { rows } = await client.query<{ drift: number; passed: boolean; tuner: number; kept: number }>(
        `select (select coalesce(sum(outcomes[1] + outcomes[2] + outcomes[3]), 0)::int from drift_snapshots
                  where tenant_id = $1 and grain = 'day') as drift,
                (select predictions_order from drift_cursors where tenant_id = $1)
                  = (select max(commit_order) from predictions where tenant_id = $1) as passed,
                (select coalesce(sum(payments), 0)::int from tuner_days where tenant_id = $1) as tuner,
                (select sum(transactions)::int from activity_hours where tenant_id = $1 and slot >= 4) as kept`,
        [minted.tenant.id],
      )
      return rows[0]!
    })
    expect(stored).toEqual({ drift: 2, passed: true, tuner: 2, kept: (await storedOf(minted)).transactions })
  })

  it('records each label that is due once, also in two processes', async () => {
    const { labels } = await storedOf(minted)
    expect(labels).toBeGreaterThan(0)
    await withClient('superuser', (client) =>
      client.query('update replay_labels set due_at = now() where tenant_id = $1', [minted.tenant.id]),
    )
    const now = new Date(Date.now() + 1_000)
    const recorded = await Promise.all([recordReplayLabels(now), recordReplayLabels(now)])
    // What one of them skipped because the other held it is left to the next run.
    const rest = await recordReplayLabels(now)
    expect(recorded[0] + recorded[1] + rest).toBe(labels)
    const status = await untilReplay(minted, () => true)
    expect([status.labels_recorded, status.labels_waiting]).toEqual([labels, 0])
    const known = await withClient('superuser', async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(distinct l.transaction_id)::int as n from transaction_labels l
           join transactions t on t.tenant_id = l.tenant_id and t.id = l.transaction_id
          where l.tenant_id = $1 and t.source = 'replay'`,
        [minted.tenant.id],
      )
      return rows[0]!.n
    })
    expect(known).toBe(labels)
  })

  it('locks the states before the replay when it records labels, as scoring does', async () => {
    const { id } = minted.tenant
    const free = await withClient('superuser', async (client) => {
      await client.query(
        `insert into replay_labels (tenant_id, transaction_id, replay_id, is_fraud, due_at)
         select r.tenant_id, t.id, r.id, false, now() from replays r join transactions t using (tenant_id)
          where r.tenant_id = $1 and t.source = 'replay' limit 1`,
        [id],
      )
      await client.query('begin')
      const stripes = lockStripes(
        id,
        Array.from({ length: 64 }, (_, stripe) => stripe),
      )
      await client.query(stripes.text, stripes.values)
      const recording = recordReplayLabels(new Date(Date.now() + 1_000))
      const [own] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows
      await untilBlockedBy(own!.pid, recording)
      const { rowCount } = await client.query(
        'select from replays where tenant_id = $1 for update skip locked',
        [id],
      )
      await client.query('commit')
      await recording
      return rowCount
    })
    expect(free).toBe(1)
    await recordReplayLabels(new Date(Date.now() + 1_000))
    expect((await storedOf(minted)).labels).toBe(0)
  })
})

describe('a replay that does not reach its end', () => {
  it('stops when a user stops it, and counts what it has stored', async () => {
    const minted = await sandbox()
    await start(minted, { rate_per_second: 20, duration_seconds: 600 })
    await takeReplays()
    await untilReplay(minted, ({ transactions_replayed: n }) => n > 0)
    expect(await stopReplay(minted.as.admin)).toMatchObject({ running: false, status: 'stopped' })
    await settleBackground()
    const { transactions, counted } = await storedOf(minted)
    expect(counted).toBe(transactions)
    expect(await stopReplay(minted.as.admin)).toMatchObject({ running: false, status: 'stopped' })
    expect(await auditOf(minted)).toEqual(['replay.stopped', 'replay.started'])
  })

  it('stops when the institution is a sandbox no longer', async () => {
    const minted = await sandbox()
    await start(minted, { rate_per_second: 20, duration_seconds: 600 })
    await takeReplays()
    await untilReplay(minted, ({ transactions_replayed: n }) => n > 0)
    await allowReplays(minted, false)
    await settleBackground()
    expect(await untilReplay(minted, () => true)).toMatchObject({
      running: false,
      status: 'stopped',
      sandbox: false,
    })
  })

  it('goes on in another server after a kill, once the lease has lapsed, and scores nothing twice', async () => {
    const minted = await sandbox()
    await start(minted, { rate_per_second: 20, duration_seconds: 3_600 })
    const killed = startReplayServer()
    const before = await untilReplay(minted, ({ transactions_replayed: n }) => n > 0)
    killed.process.kill('SIGKILL')
    await killed.ended
    // What it had sent to the database may still commit, with a lease of its own.
    await earlierTransactionsEnded()
    await setLease(minted, 3_600)
    expect(await takeReplays()).toBe(0)
    await setLease(minted, -1)
    expect(await takeReplays()).toBe(1)
    const after = await untilReplay(
      minted,
      ({ transactions_replayed: n }) => n > before.transactions_replayed + 20,
    )
    expect(after).toMatchObject({ running: true, replay_id: before.replay_id })
    await stopReplay(minted.as.admin)
    await settleBackground()
    const { transactions, externalIds, counted, labels, countedLabels } = await storedOf(minted)
    expect([externalIds, counted, countedLabels]).toEqual([transactions, transactions, labels])
  })
})

describe('the lease of a replay', () => {
  it('is that of one server, and free again at once where a server gives it back', async () => {
    const minted = await sandbox()
    await start(minted)
    const { id } = minted.tenant
    const claims = await Promise.all([claimReplay(id), claimReplay(id)])
    const [claim] = claims.filter((one) => one !== null)
    expect(claims.filter((one) => one === null)).toHaveLength(1)
    await releaseLease(claim!)
    const next = await claimReplay(id)
    expect(next?.row).toMatchObject({ id: claim?.row.id, attempt: 2 })
    expect([await standing(claim!), await standing(next!)]).toEqual(['taken', 'mine'])
    await stopReplay(minted.as.admin)
  })
})

describe('a replay of own payments', () => {
  it('scores them again under new ids, with the same time between them, and leaves replays out', async () => {
    const minted = await sandbox()
    const rows = Array.from({ length: 30 }, (_, i) =>
      paysimRow({ step: 700 + i, amount: 100 + i, nameOrig: 'C-again' }),
    )
    const [first] = await scoreRows(await scoringKey(minted), rows)
    await withClient('superuser', (client) =>
      client.query(
        `insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
         select tenant_id, gen_random_uuid(), id, true, 1, 'feedback', occurred_at + interval '40 days'
           from transactions where tenant_id = $1 and id = $2`,
        [minted.tenant.id, first?.transaction_id],
      ),
    )
    const gapsOf = async (filter: object) => {
      const times = (await list(minted, filter)).map(({ occurred_at: at }) => Date.parse(at)).slice(0, 30)
      return times.slice(1).map((at, i) => times[i]! - at)
    }
    for (const replay of [1, 2]) {
      await start(minted, {
        rate_per_second: 100,
        duration_seconds: 60,
        window: { from: '2026-01-01', to: '2026-11-30' },
      })
      expect(await runToEnd(minted)).toMatchObject({
        status: 'completed',
        source: 'window',
        transactions_replayed: 30,
        frauds: 1,
        labels_waiting: 1,
        fraud_fraction: null,
      })
      expect((await storedOf(minted)).transactions).toBe(30 * replay)
      if (replay === 1)
        expect(await gapsOf({ replayed: 'only' })).toEqual(await gapsOf({ replayed: 'without' }))
    }
  })
})
