/** @own-database */
import { acknowledgeAlarm, getDrift, measureDrift, measureTenant } from '@/lib/governance/drift'
import { driftQuery } from '@/lib/governance/drift/schema'
import { listNotifications } from '@/lib/messaging/notifications'
import { recordLabels } from '@/lib/scoring/labels'
import { withTenant } from '@/lib/platform/db'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { BASELINE, storeDecisions } from '../../../support/drift-decisions'
import { withClient } from '../../../support/postgres'

/** The job adds every decision up once, whoever runs it, and the page reads what it stored. */
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const noonOf = (day: number) => new Date(Date.UTC(2026, 5, 1, 12) + day * DAY_MS)
const read = (minted: MintedTenant, query: object = {}, now = new Date()) =>
  getDrift(minted.as.analyst, driftQuery.parse(query), now)

const measureAll = async (...run: Parameters<typeof measureTenant>): Promise<number> => {
  await earlierTransactionsEnded()
  return await measureTenant(...run)
}

const snapshotsOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select grain, count(*)::int as periods, sum(outcomes[1] + outcomes[2] + outcomes[3])::int as decisions,
              count(closed_at)::int as closed
         from drift_snapshots where tenant_id = $1 group by grain order by grain`,
      [tenant.id],
    )
    return rows as { grain: string; periods: number; decisions: number; closed: number }[]
  })

/** The cells of each day, oldest first. */
const cellsOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select cells from drift_snapshots where tenant_id = $1 and grain = 'day' order by window_start`,
      [tenant.id],
    )
    return rows.map(({ cells }) => cells as Record<string, number[]>)
  })

const sumOfCells = (cells: Record<string, number[]>): number[] =>
  Object.values(cells).reduce((sums, counts) => sums.map((sum, i) => sum + counts[i]!), [0, 0, 0, 0, 0])

describe('snapshots of drift', () => {
  let minted: MintedTenant
  beforeAll(async () => {
    minted = await mintTenant()
    await storeDecisions(minted, { at: noonOf(0), count: 400 })
    await storeDecisions(minted, { at: new Date(noonOf(0).getTime() + HOUR_MS), count: 100 })
    await storeDecisions(minted, { at: noonOf(1), count: 400 })
  })

  it('count every decision once, although two processes measure at the same time and again', async () => {
    const runs = [1, 2, 3].map(() => measureAll(minted.tenant.id, noonOf(1), { chunk: 20 }))
    const measured = await Promise.all(runs)
    expect(measured.reduce((sum, decisions) => sum + decisions, 0)).toBe(900)
    expect(await measureAll(minted.tenant.id, noonOf(1), { chunk: 20 })).toBe(0)
    expect(await snapshotsOf(minted)).toEqual([
      { grain: 'day', periods: 2, decisions: 900, closed: 1 },
      { grain: 'hour', periods: 3, decisions: 900, closed: 2 },
    ])
  })

  it('count each kind of decisions, by type, channel, amount and receiver', async () => {
    const [first] = await cellsOf(minted)
    expect(Object.keys(first!).sort()).toEqual(
      ['known', 'new', 'unknown'].map((receiver) => `PAYMENT - unknown ${receiver}`),
    )
    const [decisions, alerts, suspicion] = sumOfCells(first!)
    expect([decisions, alerts]).toEqual([500, 13])
    // 13 alerts of score 0.4 count as 0.1 each.
    expect(suspicion).toBeCloseTo(13 * 0.1 + 487 * 0.001, 6)
  })

  it('show no drift for decisions that lie as the baseline does', async () => {
    const drift = await read(minted, { feature: 'amount' })
    expect(drift).toMatchObject({
      state: 'measured',
      n_baseline: BASELINE.rows,
      n_recent: 900,
      overall_status: 'stable',
    })
    expect(drift.features).toHaveLength(40)
    for (const { feature, psi, distance_scaled } of drift.features) {
      expect({ feature, isSmall: psi! < 0.1 }).toEqual({ feature, isSmall: true })
      expect(distance_scaled).not.toBeNull()
    }
    expect(drift.detail!.bins.reduce((sum, { recent_count }) => sum + recent_count, 0)).toBe(900)
    expect(drift.history.map(({ decisions, alerts }) => [decisions, alerts])).toEqual([
      [500, 13],
      [400, 10],
    ])
    expect(drift.hours.map(({ decisions }) => decisions)).toEqual([400, 100, 400])
    expect(drift.score_distribution.reduce((sum, { recent_count }) => sum + recent_count, 0)).toBe(900)
  })

  it('rank what moved by importance, and name a value and a category that were never seen', async () => {
    const moved = { pair_days_since_paid: 400, sender_category_share: NaN, type_transfer: 3 }
    await storeDecisions(minted, { at: noonOf(2), count: 400, features: moved, category: 'crypto' })
    await measureAll(minted.tenant.id, noonOf(3))
    const drift = await read(minted, { days: 1 })
    expect(drift.n_recent).toBe(400)
    expect(drift.overall_status).toBe('alert')
    expect(drift.features[0]).toMatchObject({ feature: 'pair_days_since_paid', status: 'alert' })
    const byName = new Map(drift.features.map((feature) => [feature.feature, feature]))
    expect(byName.get('type_transfer')).toMatchObject({ unseen_share: 1, status: 'alert' })
    expect(byName.get('sender_category_share')).toMatchObject({ recent_missing_share: 1, recent_mean: null })
    expect(drift.new_categories).toEqual([
      {
        field: 'merchant_category',
        value: 'crypto',
        decisions: 400,
        first_day: expect.stringMatching(/^2026-06-03/),
      },
    ])
  })

  it('count a category by any name, over many days', async () => {
    const other = await mintTenant()
    for (let day = 0; day < 12; day++)
      await storeDecisions(other, { at: noonOf(day), count: 3, category: 'constructor' })
    expect(await measureAll(other.tenant.id, noonOf(12), { chunk: 5 })).toBe(36)
    const counts = await withClient('superuser', (client) =>
      client.query(
        "select categories -> 'merchant_category' as counts from drift_snapshots where tenant_id = $1 and grain = 'day'",
        [other.tenant.id],
      ),
    )
    expect(counts.rows).toEqual(Array(12).fill({ counts: { constructor: 3 } }))
  })

  it('estimate performance before labels and count labels by week, retractions included', async () => {
    const [first, second, third] = await storeDecisions(minted, { at: noonOf(3), count: 40, alertEvery: 2 })
    const label = (transactionId: string | undefined, isFraud: boolean, day: number) =>
      withTenant({ tenantId: minted.tenant.id }, (tx) =>
        recordLabels(
          tx,
          minted.tenant.id,
          [{ transactionId: transactionId!, isFraud, source: 'feedback', decisionId: null }],
          noonOf(day),
        ),
      )
    await label(first, true, 5)
    await label(second, true, 9)
    await label(third, true, 6)
    await measureAll(minted.tenant.id, noonOf(10))
    const [ofAlerts, ofApproved] = (await cellsOf(minted)).reduce(
      ([alerts, approved], cells) => [alerts + sumOfCells(cells)[3]!, approved + sumOfCells(cells)[4]!],
      [0, 0],
    )
    expect([ofAlerts, ofApproved]).toEqual([2, 1])
    await label(third, false, 11)
    await measureAll(minted.tenant.id, noonOf(12))
    const { performance } = await read(minted, {}, noonOf(12))
    expect(performance.weeks[0]).toMatchObject({
      week: '2026-06-01',
      labelled_alerts: 2,
      frauds_in_alerts: 1,
      missed_frauds: 1,
      precision: 0.5,
      recall: 0.5,
      mature: false,
    })
    expect(performance.arrival).toEqual({ learned: false, half_days: null, mature_days: 30 })
    expect(performance.estimated!.precision!.value).toBeCloseTo(0.4, 10)
    expect((await read(minted, {}, noonOf(60))).performance.weeks[0]!.mature).toBe(true)
  })

  it('belong to one institution and one model', async () => {
    const other = await mintTenant()
    await expect(read(other, { model_id: (await read(minted)).model.id })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(read(minted, { feature: 'no_such_feature' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await read(other)).toMatchObject({ state: 'collecting', n_recent: 0, features: [], history: [] })
    expect(await measureDrift(noonOf(12))).toBe(0)
  })
})

describe('a drift alarm', () => {
  let minted: MintedTenant
  /** Day 0 is forty days ago: notifications of long ago are not listed. */
  const today = Math.floor(Date.now() / DAY_MS)
  const dayAt = (day: number) => new Date((today - 40 + day + 0.5) * DAY_MS)
  const alarmsOf = async () => (await read(minted)).alarms
  beforeAll(async () => {
    minted = await mintTenant()
    for (let day = 0; day < 30; day++)
      await storeDecisions(minted, { at: dayAt(day), count: 150 + 7 * (day % 5) })
    await measureAll(minted.tenant.id, dayAt(30))
  })

  it('is not raised while days stay as they were', async () => {
    const { watch, alarms } = await read(minted)
    expect(alarms).toEqual([])
    expect(watch).toMatchObject({ learned_days: 28, threshold: 20 })
    expect(watch.evidence).toBeLessThan(20)
  })

  it('is raised once, with its consequences, however many processes look', async () => {
    for (let day = 30; day < 36; day++) {
      await storeDecisions(minted, {
        at: dayAt(day),
        count: 160,
        alertEvery: 5,
        features: { pair_times_paid: 0 },
      })
    }
    await Promise.all([1, 2, 3].map(() => measureAll(minted.tenant.id, dayAt(36))))
    const [alarm, ...others] = await alarmsOf()
    expect(others).toEqual([])
    expect(alarm!.evidence).toBeGreaterThanOrEqual(20)
    expect(alarm!.text).toMatch(
      /^Expect \d+ more alerts a day.* Fraud rises among payments to a new receiver\.$/,
    )
    const [kind] = alarm!.consequences.kinds
    expect(kind!.kind).toEqual({ type: 'PAYMENT', channel: null, amount: 'unknown', receiver: 'new' })
    expect(kind!.alerts_per_day.now).toBeGreaterThan(kind!.alerts_per_day.before + 5)
    expect(alarm!.consequences.features.map(({ feature }) => feature)).toContain('pair_times_paid')
    const { items } = await listNotifications(minted.as.admin, { limit: 10 })
    expect(items).toMatchObject([
      {
        kind: 'drift_alarm',
        drift_alarm_id: alarm!.id,
        text: expect.stringMatching(/expect \d+ more alerts a day$/),
      },
    ])
    expect((await listNotifications(minted.as.analyst, { limit: 10 })).items).toEqual([])
  })

  it('is acknowledged once, by an administrator of its institution, and audited', async () => {
    const [alarm] = await alarmsOf()
    const acknowledge = (ctx = minted.as.admin) => acknowledgeAlarm(ctx, alarm!.id, { note: 'A new partner' })
    await expect(acknowledge(minted.as.senior_analyst)).rejects.toMatchObject({ code: 'missing-permission' })
    await expect(acknowledge((await mintTenant()).as.admin)).rejects.toMatchObject({ code: 'not-found' })
    const both = await Promise.allSettled([acknowledge(), acknowledge()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await alarmsOf())[0]).toMatchObject({ acknowledged_by: { name: 'admin' }, note: 'A new partner' })
    const audited = await withClient('superuser', (client) =>
      client.query('select action from audit_log where tenant_id = $1 and object_id = $2 order by seq', [
        minted.tenant.id,
        alarm!.id,
      ]),
    )
    expect(audited.rows.map(({ action }) => action)).toEqual([
      'drift.alarm-raised',
      'drift.alarm-acknowledged',
    ])
  })

  it('lets the watch learn a new reference from the days after it', async () => {
    await storeDecisions(minted, { at: dayAt(36), count: 160, alertEvery: 5 })
    await measureAll(minted.tenant.id, dayAt(37))
    const { watch, alarms } = await read(minted)
    expect(watch.learned_days).toBeLessThan(28)
    expect(alarms).toHaveLength(1)
  })
})
