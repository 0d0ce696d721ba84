import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { UNDO_MS } from '@/lib/contract/decisions'
import { listModels } from '@/lib/governance/models'
import { newId } from '@/lib/platform/ids'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { getTransaction } from '@/lib/desk/transactions'
import { getTransactionOperation } from '@/lib/desk/transactions/api'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { callOperation } from '../../../support/call-operation'
import { useRate } from '../../../support/currency-rates'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { machine, scoreRows } from '../../../support/scored-rows'
import { withClient } from '../../../support/postgres'
import { scoringKey } from '../../../support/scoring'

/** Everything that a caller may send; each value differs from every other. */
const FULL = {
  external_id: 'detail-1',
  occurred_at: '2026-03-04T05:06:07.089+02:00',
  step: 701,
  type: 'TRANSFER',
  amount: 9_999_999_999_999.99,
  currency: 'EUR',
  sender_account: 'C-detail-from',
  sender_balance_before: -12.34,
  sender_balance_after: 0,
  receiver_account: 'C-detail-to',
  receiver_balance_before: 56.78,
  receiver_balance_after: 90.1,
  phone: '+48 600 100 200',
  device_id: 'device-1',
  ip: '2001:db8::1',
  city: 'Łódź <b>',
  country: 'PL',
  latitude: 51.76,
  longitude: 19.46,
  merchant_category: '5732',
  channel: 'mobile',
  declined_attempts: 3,
  metadata: { note: 'naïve "quotes"', nested: [1, { deep: null }] },
}

describe('getTransaction', () => {
  let minted: MintedTenant
  let key: string
  let full: ScoreResponse
  let bare: ScoreResponse

  beforeEach(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
    await useRate(minted, 'EUR', '0.5')
    const bareRow = { type: 'CASH_IN', amount: 0, sender_account: 'C-alone' }
    ;[full, bare] = (await scoreRows(key, [FULL, bareRow])) as [ScoreResponse, ScoreResponse]
  })

  const read = (ctx = minted.as.analyst, id = full.transaction_id) => getTransaction(ctx, id)

  it('returns everything that was sent', async () => {
    expect(await read()).toMatchObject({
      transaction_id: full.transaction_id,
      external_id: 'detail-1',
      occurred_at: '2026-03-04T03:06:07.089Z',
      step: 701,
      type: 'TRANSFER',
      amount: '9999999999999.99',
      currency: 'EUR',
      converted: { amount: '5000000000000.00', currency: 'USD' },
      currency_rate: '0.5',
      sender_account: 'C-detail-from',
      receiver_account: 'C-detail-to',
      sender: { balance_before: '-12.34', balance_after: '0.00', watchlist: null },
      receiver: { balance_before: '56.78', balance_after: '90.10', watchlist: null },
      phone: '+48600100200',
      received: { phone: FULL.phone },
      device_id: FULL.device_id,
      ip: FULL.ip,
      city: FULL.city,
      country: FULL.country,
      latitude: FULL.latitude,
      longitude: FULL.longitude,
      merchant_category: FULL.merchant_category,
      channel: FULL.channel,
      declined_attempts: FULL.declined_attempts,
      metadata: FULL.metadata,
      source: 'batch',
      decision: null,
      decisions: [],
    })
  })

  it('omits what was not sent', async () => {
    const detail = await read(minted.as.analyst, bare.transaction_id)
    expect(detail).toMatchObject({
      external_id: null,
      step: null,
      receiver_account: null,
      receiver: null,
      phone: null,
      device_id: null,
      ip: null,
      city: null,
      country: null,
      latitude: null,
      longitude: null,
      merchant_category: null,
      channel: null,
      declined_attempts: null,
      metadata: null,
      amount: '0.00',
      currency: 'USD',
      converted: null,
      currency_rate: null,
      sender_account: 'C-alone',
      sender: { balance_before: null, balance_after: null, watchlist: null },
    })
    const values = Object.fromEntries(
      detail.explanation.contributions.map(({ name, value }) => [name, value]),
    )
    expect(values.sender_amount_zscore).toBeNull()
    expect(values.amount).toBe(0)
  })

  it('explains the whole margin, the greatest contribution first', async () => {
    const [model] = (await listModels(minted.as.analyst)).items
    for (const answer of [full, bare]) {
      const detail = await read(minted.as.analyst, answer.transaction_id)
      const { explanation } = detail
      const { contributions, families } = explanation
      expect(contributions.map(({ name }) => name).sort()).toEqual(model?.features.toSorted())
      const sum = contributions.reduce(
        (total, { contribution }) => total + contribution,
        explanation.base_value,
      )
      expect(Math.abs(sum - explanation.margin)).toBeLessThan(1e-5)
      const sizes = contributions.map(({ contribution }) => Math.abs(contribution))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      const top = contributions
        .slice(0, 5)
        .map(({ name, value, contribution }) => ({ name, value, contribution }))
      expect(answer.top_features).toMatchObject(top)
      expect(explanation).toMatchObject({ margin: answer.margin, base_value: answer.base_value })
      expect(detail).toMatchObject({
        prediction_id: answer.prediction_id,
        score: answer.score,
        risk_band: answer.risk_band,
        outcome: answer.outcome,
        threshold_at_scoring: answer.threshold,
        policy_version: 1,
        model_version: answer.model_version,
        reason_codes: answer.reason_codes,
        latency_ms: answer.latency_ms,
        timings: answer.timings,
      })
      expect(contributions.at(-1)?.probability_after).toBe(detail.score)
      expect(families.at(-1)?.probability_after).toBe(detail.score)
      const between = contributions.map(({ probability_after }) => probability_after)
      expect(between.every((p) => p !== null && p > 0 && p < 1)).toBe(true)
      const byFamily = families.reduce((total, { contribution }) => total + contribution, 0)
      expect(byFamily).toBeCloseTo(sum - explanation.base_value, 9)
      expect(explanation.base_score).toBeGreaterThan(0)
      expect(explanation.base_score).toBeLessThan(1)
    }
  })

  it('names the authors of decisions, keeps retracted ones, and lists the audit log in order', async () => {
    const { analyst, admin } = minted.as
    const one = await recordDecision(analyst, full.transaction_id, {
      decision: 'escalated',
      notes: 'ask the bank',
    })
    const two = await recordDecision(admin, full.transaction_id, { decision: 'confirmed_fraud' })
    await undoDecision(admin, full.transaction_id)
    const detail = await read()
    expect(detail.decision).toBe('escalated')
    expect(detail.decisions).toMatchObject([
      { id: one.id, decision: 'escalated', notes: 'ask the bank', user_name: 'analyst', retracts_id: null },
      { id: two.id, decision: 'confirmed_fraud', notes: null, user_name: 'admin', retracts_id: null },
      { decision: 'retracted', notes: null, user_name: 'admin', retracts_id: two.id },
    ])
    expect(detail.audit_trail.map(({ action, actor_kind }) => [action, actor_kind])).toEqual([
      ['transaction.scored', 'api-key'],
      ['transaction.decided', 'user'],
      ['transaction.decided', 'user'],
      ['transaction.decision-undone', 'user'],
    ])
    expect(detail.audit_trail.map(({ actor_name }) => actor_name)).toEqual([
      'test',
      'analyst',
      'admin',
      'admin',
    ])
    const order = detail.audit_trail.map(({ seq }) => BigInt(seq))
    expect(order).toEqual(order.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(detail.audit_trail[3]).toMatchObject({
      before: { decision: 'confirmed_fraud', decision_id: two.id },
      after: { decision: 'escalated' },
      request_id: admin.requestId,
    })
  })

  it('offers the undo to the author of the latest decision only', async () => {
    const { analyst, admin } = minted.as
    await recordDecision(admin, full.transaction_id, { decision: 'escalated' })
    const latest = await recordDecision(analyst, full.transaction_id, { decision: 'false_positive' })
    const offers = async (ctx: typeof analyst) =>
      (await read(ctx)).decisions.map(({ undo_until }) => undo_until)
    const until = new Date(Date.parse(latest.decided_at) + UNDO_MS).toISOString()
    expect(await offers(analyst)).toEqual([null, until])
    expect(await offers(admin)).toEqual([null, null])
    expect(await offers(machine(minted, ['read']))).toEqual([null, null])
    await undoDecision(analyst, full.transaction_id)
    expect(await offers(analyst)).toEqual([null, null, null])
    expect((await offers(admin)).map((offer) => offer !== null)).toEqual([true, false, false])
  })

  it('marks the accounts that are on a list now', async () => {
    await addToWatchlist(minted.as.admin, { account_id: 'C-detail-from', list_type: 'trusted' })
    await addToWatchlist(minted.as.admin, { account_id: 'C-detail-to', list_type: 'blocked' })
    const { sender, receiver, outcome } = await read()
    expect([sender.watchlist, receiver?.watchlist]).toEqual(['trusted', 'blocked'])
    expect(outcome).toBe(full.outcome)
  })

  it('keeps the explanation when the bundle is missing, without intermediate probabilities', async () => {
    await withClient('superuser', (client) =>
      client.query('update model_versions set manifest_sha256 = $2 where tenant_id = $1', [
        minted.tenant.id,
        '0'.repeat(64),
      ]),
    )
    const { score, explanation } = await read()
    const { contributions, families } = explanation
    for (const items of [contributions, families]) {
      expect(items.slice(0, -1).every(({ probability_after }) => probability_after === null)).toBe(true)
      expect(items.at(-1)?.probability_after).toBe(score)
    }
  })

  it('rejects a key with only the score scope; an unknown transaction and one of another tenant do not exist', async () => {
    await expect(read(machine(minted, ['score:write']))).rejects.toMatchObject({ code: 'missing-permission' })
    const other = await mintTenant()
    await expect(read(other.as.admin)).rejects.toMatchObject({ code: 'not-found' })
    await expect(read(minted.as.admin, newId())).rejects.toMatchObject({ code: 'not-found' })
    await expect(read(minted.as.admin, full.prediction_id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('responds over HTTP with the names of the contract', async () => {
    const ask = (id: string) =>
      callOperation(getTransactionOperation, { params: { id }, headers: { authorization: `Bearer ${key}` } })
    const response = await ask(full.transaction_id)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      external_id: 'detail-1',
      sender: { balance_before: '-12.34' },
      threshold_at_scoring: full.threshold,
      explanation: {
        margin: full.margin,
        families: expect.arrayContaining([expect.objectContaining({ family: 'amount' })]) as unknown,
      },
      audit_trail: [{ action: 'transaction.scored', actor_name: 'test' }],
    })
    expect((await ask('1')).status).toBe(400)
    expect((await ask(newId())).status).toBe(404)
  })
})
