import { recordDecision } from '@/lib/desk/decisions'
import { readStatus } from '@/lib/desk/status'
import { getStatusOperation } from '@/lib/desk/status/api'
import { callOperation } from '../../../support/call-operation'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow, score, scoringKey } from '../../../support/scoring'
import { createTestUser, createTenant } from '../../../support/tenant'
import { bearer, tokenOf } from '../../access/auth/support'

describe('the status that every page shows', () => {
  let minted: MintedTenant
  beforeAll(async () => {
    minted = await mintTenant()
  })

  const openAlerts = async (): Promise<string[]> =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query(
        "select transaction_id from scored_transactions where tenant_id = $1 and outcome <> 'approve' and disposition is null",
        [minted.tenant.id],
      )
      return rows.map((row) => row.transaction_id)
    })

  it('counts open alerts until they are decided', async () => {
    const key = await scoringKey(minted)
    for (let i = 0; i < 4; i++)
      await score(
        paysimRow({
          type: 'TRANSFER',
          nameOrig: `C-status-${i}`,
          amount: 950_000,
          oldbalanceOrg: 950_000,
          newbalanceOrig: 0,
        }),
        { key },
      )
    const open = await openAlerts()
    const { open_alerts, score_ms_p50 } = await readStatus(minted.as.analyst)
    expect(open_alerts).toEqual({ count: open.length, capped: false })
    expect(score_ms_p50).toBeGreaterThan(0)
    const [first] = open
    if (first === undefined) throw new Error('the rows of this test are alerts no more')
    await recordDecision(minted.as.analyst, first, { decision: 'confirmed_fraud' })
    expect((await readStatus(minted.as.analyst)).open_alerts.count).toBe(open.length - 1)
  })

  it('names the model in production and its state', async () => {
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    // The verification of a model takes longer than the status waits.
    const read = async () => await (await callOperation(getStatusOperation, { headers })).json()
    let body = await read()
    while (body.model.state === 'loading') body = await read()
    expect(body.model).toEqual({ state: 'healthy', ...MODEL })
  })

  it('reports that no model is in production', async () => {
    const tenant = await createTenant()
    const user = await createTestUser(tenant, 'analyst')
    const headers = bearer(await tokenOf(user.email))
    const body = await (await callOperation(getStatusOperation, { headers })).json()
    expect(body.model).toEqual({ state: 'none', name: null, version: null })
    expect(body.open_alerts).toEqual({ count: 0, capped: false })
  })
})
