import { recordDecision } from '@/lib/desk/decisions'
import { listQueueOperation } from '@/lib/desk/queue/api'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import {
  byLoss,
  byTime,
  machine,
  type PredictionRow,
  predictionsOf,
  scoreRows,
  scoresOf,
  tyingRows,
  usePolicy,
} from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { listQueue, type QueueInput } from '../../../support/list-queue'

/** The queue shows exactly the rows of its filter in its order. The oracle sorts the stored rows in memory. */
describe('listQueue', () => {
  let minted: MintedTenant
  let key: string
  let stored: PredictionRow[]

  beforeAll(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
    const scores = await scoresOf(tyingRows(60, 'list'))
    const at = (share: number) => scores[Math.floor(share * scores.length)] as number
    await usePolicy(minted, [at(0.3), at(0.7)], [at(0.25), at(0.75)])
    const scored = await scoreRows(key, tyingRows(120, 'list'))
    for (const { transaction_id } of scored.filter((_, i) => i % 5 === 0)) {
      await recordDecision(minted.as.analyst, transaction_id, { decision: 'escalated' })
    }
    stored = await predictionsOf(minted)
  })

  const idsOf = async (input: QueueInput) =>
    (await listQueue(minted.as.analyst, { limit: 200, ...input })).items.map((item) => item.prediction_id)
  const expected = (order: typeof byLoss, keep: (row: PredictionRow) => boolean = () => true) =>
    stored
      .filter(keep)
      .sort(order)
      .map(({ id }) => id)

  it('orders by loss or by time, ties by the newest transaction', async () => {
    const losses = stored.map((row) => row.expected_loss)
    expect(new Set(losses).size).toBeLessThan(losses.length)
    expect(await idsOf({ order: 'loss' })).toEqual(expected(byLoss))
    expect(await idsOf({ order: 'time' })).toEqual(expected(byTime))
    expect(await idsOf({})).toEqual(expected(byLoss))
  })

  const FILTERS: [string, QueueInput, (row: PredictionRow) => boolean][] = [
    ...(['low', 'medium', 'high'] as const).map(
      (risk_band) =>
        [
          `risk band ${risk_band}`,
          { risk_band },
          (row) => row.risk_band === risk_band,
        ] as (typeof FILTERS)[number],
    ),
    ...(['approve', 'review', 'block'] as const).map(
      (outcome) =>
        [`outcome ${outcome}`, { outcome }, (row) => row.outcome === outcome] as (typeof FILTERS)[number],
    ),
    ['decided', { decision: 'decided' }, (row) => row.disposition !== null],
    ['undecided', { decision: 'pending' }, (row) => row.disposition === null],
    [
      'all three',
      { risk_band: 'high', outcome: 'review', decision: 'pending' },
      (row) => row.risk_band === 'high' && row.outcome === 'review' && row.disposition === null,
    ],
  ]

  it.each(FILTERS)('filters by %s in both orders', async (_, filter, keep) => {
    const kept = expected(byLoss, keep)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(stored.length)
    expect(await idsOf({ ...filter, order: 'loss' })).toEqual(kept)
    expect(await idsOf({ ...filter, order: 'time' })).toEqual(expected(byTime, keep))
  })

  it('returns the sent and stored values of a row', async () => {
    const row = {
      ...tyingRows(1, 'shown')[0],
      type: 'CASH_IN',
      amount: 0.07,
      occurred_at: '2026-02-03T04:05:06Z',
    }
    const [scored] = await scoreRows(key, [{ ...row, step: undefined, nameDest: undefined }])
    const { items } = await listQueue(minted.as.analyst, { order: 'time', limit: 1 })
    const [detail] = await predictionsOf(minted).then((rows) =>
      rows.filter(({ id }) => id === scored?.prediction_id),
    )
    expect(items).toEqual([
      {
        transaction_id: scored?.transaction_id,
        prediction_id: scored?.prediction_id,
        external_id: null,
        score: scored?.score,
        risk_band: scored?.risk_band,
        outcome: scored?.outcome,
        expected_loss: detail?.expected_loss,
        amount: '0.07',
        currency: 'USD',
        converted: null,
        type: 'CASH_IN',
        sender_account: 'C-shown-from-0',
        receiver_account: null,
        device_id: null,
        phone: null,
        country: null,
        reason_codes: scored?.reason_codes,
        decision: null,
        decision_version: 0,
        occurred_at: '2026-02-03T04:05:06.000Z',
        scored_at: expect.any(String) as string,
        replayed: false,
      },
    ])
    expect(detail?.expected_loss).toBeCloseTo((scored?.score ?? 0) * 0.07, 12)
  })

  it('shows nothing of another tenant and rejects a key with only the score scope', async () => {
    const other = await mintTenant()
    expect(await listQueue(other.as.admin, {})).toEqual({
      items: [],
      next_cursor: null,
      searched_back_to: null,
      searched_down_to: null,
      more_ids: false,
    })
    await expect(listQueue(machine(minted, ['score:write']), {})).rejects.toMatchObject({
      code: 'missing-permission',
    })
    expect((await listQueue(machine(minted, ['read']), { limit: 1 })).items).toHaveLength(1)
  })

  const ask = (query: string) =>
    callOperation(listQueueOperation, { headers: { authorization: `Bearer ${key}` }, query })

  it('accepts a limit of 1 to 200 rows per page; the default is 50', async () => {
    const sizeOf = async (query: string) => (await (await ask(query)).json()).items.length as number
    expect(await sizeOf('')).toBe(50)
    expect(await sizeOf('?limit=1')).toBe(1)
    await scoreRows(key, tyingRows(120, 'more'))
    expect(await sizeOf('?limit=200')).toBe(200)
    for (const limit of ['0', '201', '-1', '1.5', 'x', '1e9']) {
      const response = await ask(`?limit=${limit}`)
      expect({ limit, status: response.status }).toEqual({ limit, status: 400 })
      expect((await response.json()).type).toBe('/docs/problems/invalid-request')
    }
  })

  it.each(['?risk_band=severe', '?outcome=maybe', '?decided=yes', '?order=amount', '?other=1'])(
    'rejects %s',
    async (query) => expect((await ask(query)).status).toBe(400),
  )
})
