import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { replayedStates, storedStates } from '../../../support/replay-states'
import { countRows, paysimRow, score, scoreBatch, scoringKey } from '../../../support/scoring'

const rows = (n: number, prefix: string) =>
  Array.from({ length: n }, (_, i) =>
    paysimRow({
      external_id: `${prefix}-${i}`,
      nameOrig: `C-${i % 5}`,
      nameDest: `C-${i % 7}`,
      amount: 10 + i,
      step: 600 + i,
    }),
  )

const featuresOf = (tenantId: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select t.external_id, p.features, p.contributions, p.margin, p.score from predictions p
         join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id
        where p.tenant_id = $1 order by t.seq`,
      [tenantId],
    )
    return rows
  })

describe('POST /api/score/batch', () => {
  let minted: MintedTenant
  let key: string
  beforeAll(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
  })

  it('scores rows like single calls in the same order, bit for bit', async () => {
    const [one, other] = [await mintTenant(), await mintTenant()]
    const batch = await scoreBatch({ transactions: rows(40, 'same') }, { key: await scoringKey(one) })
    expect((await batch.json()).scored).toBe(40)
    const singleKey = await scoringKey(other)
    for (const row of rows(40, 'same')) expect((await score(row, { key: singleKey })).status).toBe(200)
    expect(await featuresOf(one.tenant.id)).toEqual(await featuresOf(other.tenant.id))
    expect(await storedStates(one.tenant.id)).toEqual(await storedStates(other.tenant.id))
    expect(await storedStates(one.tenant.id)).toEqual(await replayedStates(one.tenant.id))
  })

  it('returns a result per row; an invalid row does not affect the others', async () => {
    const before = await countRows(minted.tenant.id, 'transactions')
    const [good, better] = rows(2, 'mixed')
    const transactions = [
      good,
      paysimRow({ amount: -1 }),
      'text',
      paysimRow({ isFraud: 1 }),
      better,
      { ...good, amount: 7 },
    ]
    const response = await scoreBatch({ transactions }, { key })
    expect(response.status).toBe(200)
    const { results, scored, refused } = await response.json()
    expect(results.map((row: { status: number }) => row.status)).toEqual([200, 400, 400, 400, 200, 422])
    expect(results[1].problem.errors[0].field).toBe('amount')
    expect(results[3].problem).toMatchObject({
      type: '/docs/problems/unknown-field',
      errors: [{ field: 'isFraud' }],
    })
    expect({ scored, refused }).toEqual({ scored: 2, refused: 4 })
    expect((await countRows(minted.tenant.id, 'transactions')) - before).toBe(2)
  })

  it('returns the first responses for a repeated row and a repeated batch', async () => {
    const [row] = rows(1, 'twice')
    const { results } = await (await scoreBatch({ transactions: [row, row] }, { key })).json()
    expect(results.map((result: { replayed: boolean }) => result.replayed)).toEqual([false, true])
    expect(results[1].transaction_id).toBe(results[0].transaction_id)

    const transactions = rows(5, 'keyed')
    const first = await (await scoreBatch({ transactions }, { key, idempotencyKey: 'b-1' })).text()
    const again = await scoreBatch({ transactions }, { key, idempotencyKey: 'b-1' })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.text()).toBe(first)
    expect(
      (await scoreBatch({ transactions: rows(5, 'other') }, { key, idempotencyKey: 'b-1' })).status,
    ).toBe(422)
  })

  it('accepts a thousand rows and rejects more rows, no rows and a body that is not a list', async () => {
    const many = (n: number) => ({
      transactions: Array.from({ length: n }, (_, i) => paysimRow({ nameOrig: `C-many-${i}` })),
    })
    const full = await scoreBatch(many(1_000), { key })
    expect(full.status).toBe(200)
    expect((await full.json()).scored).toBe(1_000)
    for (const body of [many(1_001), { transactions: [] }, { transactions: {} }, {}, []]) {
      const response = await scoreBatch(body, { key })
      expect(response.status).toBe(400)
      expect((await response.json()).type).toBe('/docs/problems/invalid-request')
    }
  })
})
