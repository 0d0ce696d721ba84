import { listModels } from '@/lib/governance/models'
import { getTuner, refreshTunerSnapshot } from '@/lib/governance/tuner'
import { getTunerOperation } from '@/lib/governance/tuner/api'
import { type TunerResponse, tunerResponse } from '@/lib/governance/tuner/schema'
import { withTenant } from '@/lib/platform/db'
import { recordLabels } from '@/lib/scoring/labels'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { insertRaw } from '../../../support/raw-transactions'
import { usePolicy } from '../../../support/scored-rows'
import { bearer, tokenOf } from '../../access/auth/support'

const NOW = new Date('2026-06-30T10:00:00Z')

let minted: MintedTenant
let model: string

beforeAll(async () => {
  minted = await mintTenant()
  model = (await listModels(minted.as.admin)).items[0]?.id ?? ''
})

const read = async (): Promise<TunerResponse> => {
  const headers = bearer(await tokenOf(minted.emailOf.analyst))
  const response = await callOperation(getTunerOperation, { headers })
  expect(response.status).toBe(200)
  return tunerResponse.parse(await response.json())
}

/** Scored payments of a matured day with some known frauds. */
async function traffic(payments: number, frauds: number): Promise<void> {
  const { id } = minted.tenant
  const ids = await insertRaw(
    id,
    Array.from({ length: payments }, (_, i) => ({
      at: new Date(Date.UTC(2026, 5, 1 + (i % 10), 12)).toISOString(),
      from: `C-${i}`,
      amount: 100,
      score: (i + 1) / (payments + 1),
      model,
    })),
  )
  const known = ids.slice(-frauds).map((transactionId) => ({
    transactionId,
    isFraud: true,
    source: 'feedback' as const,
    decisionId: null,
  }))
  await withTenant({ tenantId: id }, (tx) => recordLabels(tx, id, known, new Date('2026-06-20T00:00:00Z')))
  await refreshTunerSnapshot(id, NOW)
}

describe('GET /api/tuner', () => {
  it('has the shape of the reference on the test slice, for more than 1,000 thresholds', async () => {
    const tuner = await read()
    expect(tuner).toMatchObject({ model_name: 'sentinel', model_version: '1.1.0', currency: 'USD' })
    expect(tuner.cost_curve.length).toBeGreaterThan(1_000)
    const at = tuner.cost_curve.find(({ threshold }) => threshold === tuner.current_threshold)
    // The figures of the bundle's report at its review threshold.
    expect(at?.precision).toBeCloseTo(0.237, 3)
    expect(at?.recall).toBeCloseTo(0.895, 3)
    expect(at?.net_savings).not.toBeNull()
    expect(tuner.test_slice).toMatchObject({ state: 'ready', payments: 288_839, frauds: 1_976 })
    expect(tuner.own_traffic).toMatchObject({ state: 'missing', payments: 0, optimum: null })
    expect(tuner.own_curve).toEqual([])
  })

  it('recommends a threshold within the capacity, with its interval', async () => {
    const {
      test_slice: slice,
      alerts_per_day_capacity: capacity,
      cost_curve: curve,
      block_threshold,
    } = await read()
    const best = slice.optimum
    const at = curve.find(({ threshold }) => threshold === best?.threshold)
    expect(at?.alerts_per_day).toBeLessThanOrEqual(capacity)
    expect(at?.saved_per_day).toBeCloseTo(best?.saved_per_day ?? NaN, 6)
    const better = curve.filter(
      (point) =>
        point.threshold <= block_threshold &&
        point.alerts_per_day <= capacity &&
        (point.saved_per_day ?? 0) > (best?.saved_per_day ?? 0) + 1e-6,
    )
    expect(better).toEqual([])
    expect(best?.threshold_low).toBeLessThanOrEqual(best?.threshold ?? 0)
    expect(best?.saved_per_day_high).toBeGreaterThanOrEqual(best?.saved_per_day ?? Infinity)
  })

  it('says how many matured frauds are known where they are too few', async () => {
    await traffic(40, 3)
    const { own_traffic: own, own_curve: curve } = await read()
    expect(own).toMatchObject({ state: 'too-few-labels', payments: 40, frauds: 3, optimum: null })
    expect(own.reason).toBe('3 matured frauds are known; the figures need at least 20.')
    expect(curve.length).toBeGreaterThan(1_000)
  })

  it('shows own traffic beside the test slice, both at its payments a day', async () => {
    await traffic(60, 25)
    const { own_traffic: own, own_curve: curve, payments_per_day, cost_curve, test_slice } = await read()
    expect(own).toMatchObject({ state: 'ready', payments: 100, frauds: 28, label_delay_days: 12 })
    // 100 payments from 1 June to the last matured day, 17 June.
    expect(payments_per_day).toBeCloseTo(100 / 17, 9)
    expect(curve[0]).toMatchObject({ recall: 1, precision: 0.28 })
    expect(curve[0]?.alerts_per_day).toBeCloseTo(100 / 17, 9)
    expect(cost_curve[0]?.alerts_per_day).toBeCloseTo(100 / 17, 9)
    expect(own.optimum).not.toBeNull()
    expect(test_slice.optimum).not.toBeNull()
  })

  it('follows the cost model of the institution', async () => {
    const savings = async () => (await getTuner(minted.as.admin)).own_curve[0]?.saved_per_day ?? NaN
    const before = await savings()
    await onTenant(`fraud_loss_kind = 'share', fraud_loss_share = 1, review_minute_cost = 1, stopped_payment_cost = 0,
      reviewers = 1, review_hours_per_day = 8, minutes_per_alert = 2`)
    // 28 frauds of 100 each, less two minutes for each of 100 alerts, in 17 days.
    expect(await savings()).toBeCloseTo((28 * 100 - 100 * 2) / 17, 6)
    expect(await savings()).not.toBe(before)
  })

  it('recommends nothing where the block threshold alone exceeds the capacity', async () => {
    await onTenant('minutes_per_alert = 1440, review_hours_per_day = 0.1')
    const { own_traffic: own } = await getTuner(minted.as.admin)
    expect(own).toMatchObject({ state: 'ready', optimum: null })
  })

  it('marks the policy in force', async () => {
    await usePolicy(minted, [0.1, 0.3], [0.12, 0.4], 7)
    expect(await read()).toMatchObject({ policy_version: 7, current_threshold: 0.12, block_threshold: 0.4 })
  })

  it('says why the bundle has no curve', async () => {
    await onModel("manifest_sha256 = repeat('0', 64)")
    const { cost_curve: curve, test_slice: slice } = await read()
    expect(curve).toEqual([])
    expect(slice).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('The bundle cannot be read'),
    })
  })

  it('rejects with no-production-model where none is in production', async () => {
    await onModel("stage = 'archived'")
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    const response = await callOperation(getTunerOperation, { headers })
    expect(response.status).toBe(503)
    expect((await response.json()).type).toContain('no-production-model')
  })
})

const onTenant = (change: string) =>
  withClient('superuser', (client) =>
    client.query(`update tenants set ${change} where id = $1`, [minted.tenant.id]),
  )

const onModel = (change: string) =>
  withClient('superuser', (client) =>
    client.query(`update model_versions set ${change} where tenant_id = $1`, [minted.tenant.id]),
  )
