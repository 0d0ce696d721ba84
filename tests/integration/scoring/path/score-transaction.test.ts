/** @own-database */
import { pruneIdempotencyKeys } from '@/lib/scoring/path'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { getTransaction } from '@/lib/desk/transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { replayedStates, storedStates } from '../../../support/replay-states'
import { countRows, paysimRow, score, scoringKey } from '../../../support/scoring'

describe('POST /api/score', () => {
  let minted: MintedTenant
  let key: string
  beforeAll(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
  })

  it('accepts texts of the documented lengths', async () => {
    const texts = {
      city: 'x'.repeat(128),
      device_id: 'x'.repeat(64),
      phone: `+254${' '.repeat(19)}788534310`,
      channel: 'x'.repeat(32),
    }
    expect((await score(paysimRow({ ...texts, nameOrig: 'x'.repeat(64) }), { key })).status).toBe(200)
  })

  it('returns score, outcome and explanation, and stores the same values', async () => {
    const response = await score(paysimRow(), { key })
    expect(response.status).toBe(200)
    const text = await response.text()
    const scored = JSON.parse(text)
    expect(scored.score).toBeGreaterThan(0)
    expect(scored.score).toBeLessThan(1)
    expect(scored.top_features).toHaveLength(5)
    const detail = await getTransaction(minted.as.analyst, scored.transaction_id)
    expect(detail).toMatchObject({
      amount: '181000.50',
      type: 'TRANSFER',
      sender_account: 'C1305486145',
      sender: { balance_after: '0.00' },
      score: scored.score,
      outcome: scored.outcome,
      risk_band: scored.risk_band,

      model_version: scored.model_version,
      policy_version: scored.policy_version,
      threshold_at_scoring: scored.threshold,
    })
    const { explanation } = detail
    expect(explanation.margin).toBe(scored.margin)
    const sum = explanation.contributions.reduce((total, { contribution }) => total + contribution, 0)
    expect(Math.abs(explanation.base_value + sum - explanation.margin)).toBeLessThan(1e-5)
    expect(detail.audit_trail.map(({ action }) => action)).toEqual(['transaction.scored'])
    const stored = await withClient('superuser', (client) =>
      client.query('select answer from predictions where tenant_id = $1 and id = $2', [
        minted.tenant.id,
        scored.prediction_id,
      ]),
    )
    expect(stored.rows[0].answer).toBe(text)
  })

  it('replays the first response byte for byte for the same external id or key, and rejects another body', async () => {
    const body = paysimRow({ external_id: 'replay-1' })
    const first = await score(body, { key })
    const text = await first.text()
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    const again = await score(body, { key })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.text()).toBe(text)
    const other = await score({ ...body, amount: 1 }, { key })
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ type: '/docs/problems/idempotency-mismatch' })

    const keyed = await score(paysimRow(), { key, idempotencyKey: 'k-1' })
    const keyedText = await keyed.text()
    const keyedAgain = await score(paysimRow(), { key, idempotencyKey: 'k-1' })
    expect(keyedAgain.headers.get('idempotent-replayed')).toBe('true')
    expect(await keyedAgain.text()).toBe(keyedText)
    expect((await score(paysimRow({ amount: 2 }), { key, idempotencyKey: 'k-1' })).status).toBe(422)
  })

  it('does not replay the response of an expired key', async () => {
    await score(paysimRow(), { key, idempotencyKey: 'old' })
    await withClient('superuser', (client) =>
      client.query(
        "update idempotency_keys set created_at = now() - interval '73 hours' where tenant_id = $1 and key = 'old'",
        [minted.tenant.id],
      ),
    )
    await pruneIdempotencyKeys(new Date())
    const again = await score(paysimRow({ amount: 3 }), { key, idempotencyKey: 'old' })
    expect(again.status).toBe(200)
    expect(again.headers.get('idempotent-replayed')).toBeNull()
  })

  it('keeps the keys of two tenants apart', async () => {
    const other = await mintTenant()
    const otherKey = await scoringKey(other)
    const body = paysimRow({ external_id: 'shared-id' })
    const mine = await (await score(body, { key, idempotencyKey: 'shared' })).json()
    const theirs = await score(body, { key: otherKey, idempotencyKey: 'shared' })
    expect(theirs.headers.get('idempotent-replayed')).toBeNull()
    expect((await theirs.json()).transaction_id).not.toBe(mine.transaction_id)
  })

  it.each(['external id', 'idempotency key'])(
    'stores one row for 50 parallel identical calls by %s and returns 50 equal bodies',
    async (by) => {
      const before = await countRows(minted.tenant.id, 'transactions')
      const id = by === 'external id' ? { external_id: 'race-1' } : {}
      const idempotencyKey = by === 'external id' ? undefined : 'race-key-1'
      const responses = await Promise.all(
        Array.from({ length: 50 }, () =>
          score(paysimRow({ nameOrig: 'C-race', ...id }), { key, idempotencyKey }),
        ),
      )
      const bodies = await Promise.all(responses.map((response) => response.text()))
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
      expect(new Set(bodies).size).toBe(1)
      const replays = responses.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')
      expect(replays).toHaveLength(49)
      expect((await countRows(minted.tenant.id, 'transactions')) - before).toBe(1)
    },
  )

  it('keeps counters equal to a recomputation from the rows after parallel calls for one account', async () => {
    const rows = Array.from({ length: 64 }, (_, i) =>
      paysimRow({ nameOrig: 'C-hot', nameDest: `C-peer-${i % 7}`, amount: i + 0.25, step: 700 + (i % 5) }),
    )
    const workers = Array.from({ length: 16 }, async (_, worker) => {
      for (let i = worker; i < rows.length; i += 16) expect((await score(rows[i], { key })).status).toBe(200)
    })
    await Promise.all(workers)
    const stored = await storedStates(minted.tenant.id)
    expect(stored.account['C-hot']).toMatchObject({ sent: { count: 64 } })
    expect(stored).toEqual(await replayedStates(minted.tenant.id))
  })

  it('blocks blocked parties and approves trusted parties regardless of the score', async () => {
    await addToWatchlist(minted.as.admin, { account_id: 'C-bad', list_type: 'blocked' })
    await addToWatchlist(minted.as.admin, { account_id: 'C-good', list_type: 'trusted' })
    const blocked = await (await score(paysimRow({ nameOrig: 'C-good', nameDest: 'C-bad' }), { key })).json()
    expect(blocked).toMatchObject({ outcome: 'block', reason_codes: ['receiver_blocked'] })
    const trusted = await (await score(paysimRow({ nameOrig: 'C-good' }), { key })).json()
    expect(trusted).toMatchObject({ outcome: 'approve', reason_codes: ['sender_trusted'] })
  })

  it('applies the newest policy to the next transaction', async () => {
    const own = await mintTenant()
    const ownKey = await scoringKey(own)
    const before = await (await score(paysimRow(), { key: ownKey })).json()
    await withClient('superuser', (client) =>
      client.query(
        `insert into policies (tenant_id, id, version, review_threshold, block_threshold, medium_from, high_from)
         values ($1, gen_random_uuid(), 2, 1e-9, 1e-9, 1e-9, 1e-9)`,
        [own.tenant.id],
      ),
    )
    const after = await (await score(paysimRow(), { key: ownKey })).json()
    expect(before.policy_version).toBe(1)
    expect(after).toMatchObject({ policy_version: 2, outcome: 'block', risk_band: 'high', threshold: 1e-9 })
  })

  it('returns 503 and stores nothing without a production model', async () => {
    const own = await mintTenant()
    const ownKey = await scoringKey(own)
    await withClient('superuser', (client) =>
      client.query("update model_versions set stage = 'archived' where tenant_id = $1", [own.tenant.id]),
    )
    const response = await score(paysimRow(), { key: ownKey })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ type: '/docs/problems/no-production-model' })
    expect(await countRows(own.tenant.id, 'transactions')).toBe(0)
  })
})
