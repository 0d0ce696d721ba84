import { addToWatchlist } from '@/lib/desk/watchlists'
import { setExploration } from '@/lib/governance/exploration'
import { getExplorationOperation, setExplorationOperation } from '@/lib/governance/exploration/api'
import {
  type Exploration,
  type ExplorationChange,
  explorationResponse,
} from '@/lib/governance/exploration/schema'
import { withTenant } from '@/lib/platform/db'
import { recordLabels } from '@/lib/scoring/labels'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant, noonZone } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { score, scoringKey } from '../../../support/scoring'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { bearer, tokenOf } from '../../access/auth/support'

const ON: ExplorationChange = { share: 0.5, amount_cap: '20', daily_budget: '100000' }

let minted: MintedTenant
let key: string

/** A tenant whose policy blocks every payment that no list decides. */
beforeAll(async () => {
  // The budget is that of a day.
  minted = await mintTenant({ timeZone: noonZone() })
  key = await scoringKey(minted)
  await usePolicy(minted, [1e-9, 2e-9], [1e-9, 2e-9])
})

const change = (settings: ExplorationChange, as = minted.as.admin) => setExploration(as, settings)

const rows = (count: number, prefix: string, changes: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, i) => ({
    external_id: `${prefix}-${i}`,
    step: 700,
    type: 'PAYMENT',
    amount: 10,
    sender_account: `${prefix}-C-${i}`,
    receiver_account: `${prefix}-M-${i}`,
    ...changes,
  }))

interface Row {
  transaction_id: string
  let_through: boolean
  propensity: number
  settings_version: number
  policy_version: number
  amount: string
  outcome: string
  risk_band: string
  reason_codes: string[]
}

/** What was recorded of these payments, beside their stored predictions. */
const explorationsOf = (scored: readonly ScoreResponse[]): Promise<Row[]> =>
  withClient('superuser', async (client) => {
    const { rows: found } = await client.query<Row>(
      `select e.*, p.outcome, p.risk_band, p.reason_codes from explorations e
         join predictions p on p.tenant_id = e.tenant_id and p.transaction_id = e.transaction_id
        where e.tenant_id = $1 and e.transaction_id = any($2)`,
      [minted.tenant.id, scored.map(({ transaction_id: id }) => id)],
    )
    return found
  })

const read = async (): Promise<Exploration> => {
  const headers = bearer(await tokenOf(minted.emailOf.analyst))
  const response = await callOperation(getExplorationOperation, { headers })
  expect(response.status).toBe(200)
  return explorationResponse.parse(await response.json())
}

describe('exploration', () => {
  it('is off at first: everything is blocked and nothing is recorded', async () => {
    const scored = await scoreRows(key, rows(5, 'off'))
    expect(scored.map(({ outcome }) => outcome)).toEqual(Array(5).fill('block'))
    expect(await explorationsOf(scored)).toEqual([])
    expect(await read()).toMatchObject({ settings: null, estimate: { candidates: 0, precision: null } })
  })

  it('takes effect within two seconds, and stores each chance with what the draw decided', async () => {
    await change(ON)
    await new Promise((resolve) => setTimeout(resolve, 2_050))
    const scored = await scoreRows(key, rows(60, 'on'))
    const recorded = await explorationsOf(scored)
    expect(recorded).toHaveLength(60)
    const through = recorded.filter(({ let_through: isThrough }) => isThrough)
    // Sixty draws at a half: outside of these bounds once in a million years of tests.
    expect(through.length).toBeGreaterThan(8)
    expect(through.length).toBeLessThan(52)
    for (const row of recorded) {
      expect(row).toMatchObject({
        propensity: 0.5,
        settings_version: 1,
        policy_version: 2,
        risk_band: 'high',
      })
      expect(row.outcome).toBe(row.let_through ? 'approve' : 'block')
      expect(row.reason_codes[0]).toBe(row.let_through ? 'let_through' : 'score_above_block')
    }
    const approved = scored.filter(({ outcome }) => outcome === 'approve').map(({ transaction_id: id }) => id)
    expect(approved.sort()).toEqual(through.map(({ transaction_id: id }) => id).sort())
  })

  it('returns the stored decision to a replayed request', async () => {
    const [row] = rows(1, 'replayed')
    const first = await (await score(row, { key })).text()
    const again = await score(row, { key })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.text()).toBe(first)
  })

  it('lets no listed party through, and no payment above the cap', async () => {
    await addToWatchlist(minted.as.admin, { account_id: 'blocked-C', list_type: 'blocked' })
    await addToWatchlist(minted.as.admin, { account_id: 'trusted-C', list_type: 'trusted' })
    const scored = await scoreRows(key, [
      ...rows(10, 'blocked', { sender_account: 'blocked-C' }),
      ...rows(3, 'trusted', { sender_account: 'trusted-C' }),
      ...rows(10, 'large', { amount: 20.01 }),
    ])
    expect(await explorationsOf(scored)).toEqual([])
    expect(new Set(scored.map(({ outcome, reason_codes: [reason] }) => `${outcome} ${reason}`))).toEqual(
      new Set(['block sender_blocked', 'approve sender_trusted', 'block score_above_block']),
    )
  })

  it('never lets through more than the budget of the day, over several requests', async () => {
    const spent = async () => Number((await read()).today.amount)
    const before = await spent()
    await change({ ...ON, daily_budget: String(before + 45) })
    for (const part of [0, 1, 2]) await scoreRows(key, rows(20, `budget-${part}`))
    // Four payments of 10 fit; sixty draws at a half bring more than four.
    expect(await spent()).toBe(before + 40)
    await change(ON)
  })

  it('blocks without waiting while another transaction draws', async () => {
    await withClient('superuser', async (client) => {
      await client.query(`select pg_advisory_lock(hashtextextended('exploration:' || $1, 0))`, [
        minted.tenant.id,
      ])
      const scored = await scoreRows(key, rows(10, 'contended'))
      expect(await explorationsOf(scored)).toEqual([])
      expect(scored.every(({ outcome }) => outcome === 'block')).toBe(true)
    })
  })

  it('estimates the precision of blocking from matured labels of payments that were let through', async () => {
    const { id } = minted.tenant
    const before = await read()
    const taken = await withClient('superuser', async (client) => {
      await client.query(`update explorations set day = day - 40 where tenant_id = $1`, [id])
      const { rows: all } = await client.query<{ transaction_id: string; let_through: boolean }>(
        'select transaction_id, let_through from explorations where tenant_id = $1 order by transaction_id',
        [id],
      )
      return all
    })
    const through = taken.filter((row) => row.let_through)
    const frauds = through.slice(0, 6)
    await withTenant({ tenantId: id }, (tx) =>
      recordLabels(
        tx,
        id,
        frauds.map(({ transaction_id: transactionId }) => ({
          transactionId,
          isFraud: true,
          source: 'feedback',
          decisionId: null,
        })),
      ),
    )
    const { estimate, today } = await read()
    expect(before.estimate.candidates).toBe(0)
    expect(today).toMatchObject({ let_through: 0 })
    expect(estimate).toMatchObject({
      candidates: taken.length,
      let_through: through.length,
      frauds: 6,
      frauds_total: 12,
      amount_lost: '60.00',
    })
    expect(Number(estimate.amount_let_through)).toBe(10 * through.length)
    expect(estimate.precision).toBeCloseTo(6 / through.length, 9)
    expect(estimate.precision_low).toBeLessThan(estimate.precision ?? 0)
    expect(estimate.precision_high).toBeGreaterThan(estimate.precision ?? 1)
  })

  it('is changed by administrators only, with a row of the audit log that hides the seed', async () => {
    await expect(change(ON, minted.as.senior_analyst)).rejects.toMatchObject({ code: 'missing-permission' })
    const { version } = await change({ ...ON, share: 0 })
    const [event, stored] = await withClient('superuser', async (client) => {
      const log = await client.query(
        `select after from audit_log where tenant_id = $1 and action = 'exploration.changed' order by seq desc limit 1`,
        [minted.tenant.id],
      )
      const settings = await client.query(
        'select seed from exploration_settings where tenant_id = $1 and version = $2',
        [minted.tenant.id, version],
      )
      return [log.rows[0].after, settings.rows[0]] as [object, { seed: string }]
    })
    expect(event).toMatchObject({ version, share: 0 })
    expect(stored.seed).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(event)).not.toContain(stored.seed)
  })

  it('is set through the API: rejects lost updates, contradicting settings, and more of it while four eyes are on', async () => {
    const admin = bearer(await tokenOf(minted.emailOf.admin))
    const { settings } = await read()
    const put = async (body: object, headers: Record<string, string> = {}) => {
      const response = await callOperation(setExplorationOperation, {
        headers: { ...admin, ...headers },
        body,
      })
      return [response.status, await response.json()] as const
    }
    const off = { ...ON, share: 0 }
    expect((await put(off, { 'if-match': `"${(settings?.version ?? 0) - 1}"` }))[0]).toBe(412)
    const [status, body] = await put({ ...off, daily_budget: '19.99' })
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'daily_budget', reason: 'must be at least the amount cap' }],
    ])
    expect((await put(off, { 'if-match': `"${settings?.version}"` }))[0]).toBe(200)
    await withClient('superuser', (client) =>
      client.query('update tenants set four_eyes = true where id = $1', [minted.tenant.id]),
    )
    expect((await put({ ...off, amount_cap: '5' }))[0]).toBe(200)
    expect((await put(ON))[0]).toBe(409)
  })

  it('is off again at once after a change', async () => {
    const scored = await scoreRows(key, rows(10, 'off-again'))
    expect(scored.every(({ outcome }) => outcome === 'block')).toBe(true)
    expect(await explorationsOf(scored)).toEqual([])
  })
})
