import { acknowledgeDriftAlarmOperation, getDriftOperation } from '@/lib/governance/drift/api'
import { measureTenant } from '@/lib/governance/drift'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { storeAlarm, storeDecisions } from '../../../support/drift-decisions'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, tokenOf } from '../../access/auth/support'

/** GET /api/drift has the shape of the reference and more; an alarm is acknowledged over HTTP. */
describe('the operations of drift', () => {
  let minted: MintedTenant
  let headers: Record<string, string>
  beforeAll(async () => {
    minted = await mintTenant()
    headers = bearer(await tokenOf(minted.emailOf.admin))
    await storeDecisions(minted, { at: new Date(Date.now() - 3_600_000), count: 200 })
    await earlierTransactionsEnded()
    await measureTenant(minted.tenant.id, new Date())
  })

  const get = async (query = '') => {
    const response = await callOperation(getDriftOperation, { headers, query })
    return { status: response.status, body: await response.json() }
  }

  it('returns the fields of the reference contract, and the bins of a feature where asked', async () => {
    const { status, body } = await get('?days=1&feature=amount')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      overall_psi: expect.any(Number),
      overall_status: 'stable',
      n_baseline: 208_873,
      n_recent: 200,
      detail: { feature: 'amount' },
    })
    expect(body.features[0]).toMatchObject({
      feature: expect.any(String),
      psi: expect.any(Number),
      status: 'stable',
      baseline_mean: expect.any(Number),
    })
    expect(body.features[0]).toHaveProperty('recent_mean')
    expect(Object.keys(body.score_distribution[0])).toEqual(
      expect.arrayContaining(['bucket', 'baseline_count', 'recent_count']),
    )
  })

  it('rejects a window out of bounds, and a model or a feature that does not exist', async () => {
    expect((await get('?days=31')).body.type).toBe('/docs/problems/invalid-request')
    expect((await get(`?model_id=${newId()}`)).body.type).toBe('/docs/problems/not-found')
    expect((await get('?feature=unknown')).body.type).toBe('/docs/problems/not-found')
  })

  it('acknowledges an alarm once', async () => {
    const id = await storeAlarm(minted)
    const acknowledge = () =>
      callOperation(acknowledgeDriftAlarmOperation, {
        headers,
        params: { id },
        body: { note: 'New partner' },
      })
    const first = await acknowledge()
    expect(first.status).toBe(200)
    expect(await first.json()).toMatchObject({
      id,
      text: 'Expect 14 more alerts a day (24 instead of 10), above the capacity of 20. 2 more frauds a day are reported that the model let through. Fraud rises among transfers by app of a usual amount to a new receiver.',
      note: 'New partner',
      acknowledged_by: { name: 'admin' },
    })
    const second = await acknowledge()
    expect([second.status, (await second.json()).type]).toEqual([409, '/docs/problems/conflict'])
  })

  it('names a bundle that cannot be read, and that no model is in production', async () => {
    const other = await mintTenant()
    const token = bearer(await tokenOf(other.emailOf.analyst))
    const call = async () => (await (await callOperation(getDriftOperation, { headers: token })).json()).type
    await withClient('superuser', (client) =>
      client.query(`update model_versions set manifest_sha256 = repeat('e', 64) where tenant_id = $1`, [
        other.tenant.id,
      ]),
    )
    expect(await call()).toBe('/docs/problems/model-unavailable')
    await withClient('superuser', (client) =>
      client.query(`update model_versions set stage = 'archived' where tenant_id = $1`, [other.tenant.id]),
    )
    expect(await call()).toBe('/docs/problems/no-production-model')
  })
})
