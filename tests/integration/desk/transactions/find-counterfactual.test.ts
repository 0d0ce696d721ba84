import { newId } from '@/lib/platform/ids'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { findCounterfactual } from '@/lib/desk/transactions'
import { getCounterfactualOperation } from '@/lib/desk/transactions/api'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows, usePolicy as setPolicy } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'

/** Two payments that make the sender known, then one far above them. */
const history = (changes: Record<string, unknown> = {}) => [
  paysimRow({ step: 200, amount: 120.5 }),
  paysimRow({ step: 300, amount: 90.25 }),
  paysimRow({ nameDest: 'C-new', ...changes }),
]

describe('findCounterfactual', () => {
  let minted: MintedTenant
  let key: string

  beforeEach(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
  })

  const scoreLast = async (rows: Record<string, unknown>[], withKey = key) =>
    (await scoreRows(withKey, rows)).at(-1) as ScoreResponse
  const find = (scored: ScoreResponse, ctx = minted.as.analyst) =>
    findCounterfactual(ctx, scored.transaction_id)
  /** What the same transaction scores with another amount, after the same history, in an institution of its own. */
  async function scoreWith(amount: number, thresholds: [number, number]): Promise<ScoreResponse> {
    const other = await mintTenant()
    await setPolicy(other, thresholds, thresholds)
    return scoreLast(history({ amount }), await scoringKey(other))
  }
  const amountOf = (text: string) => Number(text.replaceAll(',', '').split(' ')[0])

  it.each([
    ['approved', 150.5, 0.9, 'review', 'approve'],
    ['sent to review', 20.5, 3, 'approve', 'review'],
  ] as const)(
    'predicts the result of scoring: %s at another amount, with exactly that score',
    async (words, amount, factor, outcome, otherwise) => {
      const { score } = await scoreWith(amount, [0.5, 0.9])
      const thresholds: [number, number] = [score * factor, 0.9999]
      await setPolicy(minted, thresholds, thresholds)
      const scored = await scoreLast(history({ amount }))
      expect(scored.outcome).toBe(outcome)
      const { flips, facts } = await find(scored)
      expect(facts).toContain('Amount')
      const flip = flips.find(({ changes }) => changes[0]?.fact === 'amount')
      expect(flip).toMatchObject({
        outcome: otherwise,
        changes: [{ from: expect.stringContaining('.50 USD') }],
      })
      const really = await scoreWith(amountOf(flip!.changes[0]!.to), thresholds)
      expect(really.score).toBeCloseTo(flip!.score, 6)
      expect(really.outcome).toBe(otherwise)
      expect(flip!.text.startsWith(`Would have been ${words} if the amount had been `)).toBe(true)
    },
  )

  it('uses the thresholds of the decision, not the current ones', async () => {
    const scored = await scoreLast(history())
    const before = await find(scored)
    await setPolicy(minted, [0.9998, 0.9999], [0.9998, 0.9999])
    expect(await find(scored)).toEqual(before)
  })

  it('reports that a watchlist decided: no change of the transaction alters the outcome', async () => {
    await addToWatchlist(minted.as.admin, { account_id: 'C-new', list_type: 'blocked' })
    const found = await find(await scoreLast(history()))
    expect(found).toMatchObject({ decided_by: 'list', outcome: 'block', flips: [], facts: [], tried: 0 })
  })

  it('returns model-retired where the bundle is not the one that decided', async () => {
    const scored = await scoreLast(history())
    await withClient('superuser', (client) =>
      client.query('update model_versions set manifest_sha256 = $2 where tenant_id = $1', [
        minted.tenant.id,
        '0'.repeat(64),
      ]),
    )
    await expect(find(scored)).rejects.toMatchObject({ code: 'model-retired' })
    const response = await ask(scored.transaction_id)
    expect(response.status).toBe(409)
  })

  it('rejects a key with only the score scope; an unknown transaction and one of another tenant do not exist', async () => {
    const scored = await scoreLast(history())
    await expect(find(scored, machine(minted, ['score:write']))).rejects.toMatchObject({
      code: 'missing-permission',
    })
    const other = await mintTenant()
    await expect(find(scored, other.as.admin)).rejects.toMatchObject({ code: 'not-found' })
    await expect(findCounterfactual(minted.as.admin, newId())).rejects.toMatchObject({ code: 'not-found' })
  })

  const ask = (id: string) =>
    callOperation(getCounterfactualOperation, {
      params: { id },
      headers: { authorization: `Bearer ${key}` },
    })

  it('responds over HTTP with the names of the contract', async () => {
    const scored = await scoreLast(history())
    const response = await ask(scored.transaction_id)
    expect(response.status).toBe(200)
    const body = (await response.json()) as { tried: number; flips: { changes: object[] }[] }
    expect(body).toMatchObject({
      transaction_id: scored.transaction_id,
      model_version: scored.model_version,
      decided_by: 'score',
      outcome: scored.outcome,
    })
    expect(body.tried).toBeLessThan(1_000)
    for (const { changes } of body.flips) {
      for (const change of changes) expect(Object.keys(change)).toContain('or_beyond')
    }
    expect((await ask('1')).status).toBe(400)
    expect((await ask(newId())).status).toBe(404)
  })
})
