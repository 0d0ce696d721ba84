/** @own-database */
import { listModels } from '@/lib/governance/models'
import { refreshTunerSnapshot, refreshTunerSnapshots } from '@/lib/governance/tuner'
import { partsOf } from '@/lib/governance/tuner/refresh-days'
import { TUNER_THRESHOLDS } from '@/lib/governance/tuner/thresholds'
import { withTenant } from '@/lib/platform/db'
import { recordLabels } from '@/lib/scoring/labels'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { insertRaw, type RawTransaction } from '../../../support/raw-transactions'

const NOW = new Date('2026-06-30T10:00:00Z')
/** Labels of the shipped bundle take 12 days: the last matured day is 17 June. */
const MATURED = '2026-06-17T22:30:00Z'
const YOUNG = '2026-06-18T01:00:00Z'

let minted: MintedTenant
let model: string

beforeAll(async () => {
  minted = await mintTenant()
  model = (await listModels(minted.as.admin)).items[0]?.id ?? ''
})

const snapshot = () =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.tunerSnapshot.findFirstOrThrow({ where: { tenantId: minted.tenant.id, modelVersionId: model } }),
  )

const refreshed = async () => {
  await refreshTunerSnapshot(minted.tenant.id, NOW)
  return await snapshot()
}

const row = (changes: Partial<RawTransaction>): RawTransaction => ({
  at: MATURED,
  from: 'C-1',
  model,
  ...changes,
})

const label = (transactionId: string | undefined, isFraud: boolean | null, at: string) =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    recordLabels(
      tx,
      minted.tenant.id,
      [{ transactionId: transactionId ?? '', isFraud, source: 'feedback', decisionId: null }],
      new Date(at),
    ),
  )

/** Where a score lies, counted threshold by threshold. */
const binOf = (score: number): number => TUNER_THRESHOLDS.filter((threshold) => threshold <= score).length
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

describe('the snapshot of own traffic', () => {
  it('is empty for a model without matured payments', async () => {
    await insertRaw(minted.tenant.id, [row({ at: YOUNG })])
    const { counts, paymentsPerDay, labelDelayDays } = await refreshed()
    expect([total(counts), paymentsPerDay, labelDelayDays]).toEqual([0, 0, 12])
  })

  it('counts the matured payments and the known frauds of the model per bin of the score', async () => {
    const scores = [0.0000001, 0.019, 0.5, 0.5, 0.9995]
    const [, low, mid, other] = await insertRaw(minted.tenant.id, [
      ...scores.map((score, i) =>
        row({ score, amount: 10 * (i + 1), at: i === 0 ? '2026-06-08T09:00:00Z' : MATURED }),
      ),
      row({ score: 0.7, model: undefined }),
    ])
    await label(low, true, '2026-06-20T00:00:00Z')
    await label(mid, true, '2026-06-25T00:00:00Z')
    await label(other, false, '2026-06-25T00:00:00Z')
    const { counts, frauds, fraudAmounts, fraudSquares, paymentsPerDay, fromDay, toDay } = await refreshed()
    const expected = new Array<number>(TUNER_THRESHOLDS.length + 1).fill(0)
    for (const score of scores) expected[binOf(score)] = (expected[binOf(score)] ?? 0) + 1
    expect(counts).toEqual(expected)
    expect([frauds[binOf(0.019)], fraudAmounts[binOf(0.019)], fraudSquares[binOf(0.019)]]).toEqual([
      1, 20, 400,
    ])
    expect([frauds[binOf(0.5)], fraudAmounts[binOf(0.5)], fraudSquares[binOf(0.5)]]).toEqual([1, 30, 900])
    expect(total(frauds)).toBe(2)
    expect([fromDay, toDay].map((day) => day.toISOString().slice(0, 10))).toEqual([
      '2026-06-08',
      '2026-06-18',
    ])
    // Six payments of ten days; the one of another model is decided by the same policy.
    expect(paymentsPerDay).toBeCloseTo(0.6, 9)
  })

  it('counts a day again that got another payment, and follows labels that are withdrawn', async () => {
    const before = await snapshot()
    const [late] = await insertRaw(minted.tenant.id, [row({ score: 0.25, amount: 70 })])
    await label(late, true, '2026-06-26T00:00:00Z')
    const after = await refreshed()
    expect(total(after.counts)).toBe(total(before.counts) + 1)
    expect(after.frauds[binOf(0.25)]).toBe(1)
    await label(late, false, '2026-06-27T00:00:00Z')
    expect((await refreshed()).frauds[binOf(0.25)]).toBe(0)
  })

  it('is the same when two processes compute it at once', async () => {
    const before = await snapshot()
    await Promise.all([refreshed(), refreshed()])
    expect({ ...(await snapshot()), asOf: null }).toEqual({ ...before, asOf: null })
    const rows = await withClient('superuser', (client) =>
      client.query('select count(*)::int as n from tuner_snapshots where tenant_id = $1', [minted.tenant.id]),
    )
    expect(rows.rows[0].n).toBe(1)
  })

  it('is computed again by the job once it is an hour old', async () => {
    const later = new Date(NOW.getTime() + 30 * 60_000)
    await refreshTunerSnapshots(later)
    expect((await snapshot()).asOf).toEqual(NOW)
    const muchLater = new Date(NOW.getTime() + 61 * 60_000)
    await refreshTunerSnapshots(muchLater)
    expect((await snapshot()).asOf).toEqual(muchLater)
  })
})

describe('the parts that a day is read in', () => {
  const hour = (h: number, payments: number) => ({ hour: new Date(Date.UTC(2026, 0, 1, h)), payments })

  it('joins quiet hours and cuts a busy one', () => {
    const parts = partsOf([hour(0, 9_000), hour(1, 9_000), hour(2, 50_000), hour(3, 1)])
    expect(
      parts.map(([start, end]) => [start.toISOString().slice(11, 16), end.toISOString().slice(11, 16)]),
    ).toEqual([
      ['00:00', '02:00'],
      ['02:00', '02:20'],
      ['02:20', '02:40'],
      ['02:40', '03:00'],
      ['03:00', '04:00'],
    ])
  })
})
