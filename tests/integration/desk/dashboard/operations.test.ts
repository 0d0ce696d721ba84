import {
  getHeatmapOperation,
  getKpisOperation,
  getSparklineOperation,
  getStatesOperation,
  getTimeseriesOperation,
  getTypeBreakdownOperation,
  getWorldOperation,
} from '@/lib/desk/dashboard/api'
import { callOperation } from '../../../support/call-operation'
import { mintTenant } from '../../../support/minted-tenant'
import { scoreRows } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'

/** What each dashboard operation returns, and which queries it rejects. */
const OPERATIONS = [
  getKpisOperation,
  getSparklineOperation,
  getTimeseriesOperation,
  getHeatmapOperation,
  getTypeBreakdownOperation,
  getWorldOperation,
  getStatesOperation,
]

describe('the operations of the dashboard', () => {
  let headers: Record<string, string>

  beforeAll(async () => {
    const minted = await mintTenant()
    const key = await scoringKey(minted)
    headers = { authorization: `Bearer ${key}` }
    const occurred_at = new Date(Date.now() - 3_600_000).toISOString()
    const here = { country: 'US', latitude: 34.05, longitude: -118.24 }
    await scoreRows(
      key,
      ['TRANSFER', 'PAYMENT'].map((type) => paysimRow({ step: undefined, occurred_at, type, ...here })),
    )
  })

  const ask = async (operation: (typeof OPERATIONS)[number], query = '') => {
    const response = await callOperation(operation, { headers, query })
    return { status: response.status, body: await response.json() }
  }

  it('agree on the number of transactions', async () => {
    const { body: kpis } = await ask(getKpisOperation, '?range=7d')
    expect(kpis).toMatchObject({ transactions: 2, period: { asked: '7d', shown: '7d' } })
    const { body: series } = await ask(getTimeseriesOperation, '?range=7d')
    const { body: heatmap } = await ask(getHeatmapOperation, '?range=7d')
    const { body: types } = await ask(getTypeBreakdownOperation, '?range=7d')
    const { body: world } = await ask(getWorldOperation, '?range=7d')
    const { body: states } = await ask(getStatesOperation, '?range=7d')
    const { body: sparkline } = await ask(getSparklineOperation, '?range=7d')
    const total = (rows: { transactions: number }[]) => rows.reduce((sum, row) => sum + row.transactions, 0)
    expect(total(series.points)).toBe(2)
    expect(total(heatmap.cells)).toBe(2)
    expect(types.types.map(({ type }: { type: string }) => type).sort()).toEqual(['PAYMENT', 'TRANSFER'])
    expect(world.places).toMatchObject([{ code: 'US', name: 'United States', transactions: 2 }])
    expect(states.places).toMatchObject([{ code: 'CA', name: 'California', transactions: 2 }])
    expect(sparkline.average_scores).toHaveLength(series.points.length)
  })

  it('accept hours instead of a range; 0 means all time', async () => {
    const shown = async (query: string) => (await ask(getKpisOperation, query)).body.period.shown
    expect(await shown('?hours=168')).toBe('7d')
    expect(await shown('?hours=36')).toBe(36)
    expect(await shown('?hours=0')).toBe('all')
    expect(await shown('')).toBe('24h')
  })

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s rejects an invalid query',
    async (_, operation) => {
      for (const query of [
        '?range=1y',
        '?hours=-1',
        '?hours=87601',
        '?hours=1.5',
        '?range=7d&hours=24',
        '?what=1',
      ]) {
        expect({ query, status: (await ask(operation, query)).status }).toEqual({ query, status: 400 })
      }
      expect((await ask(operation, '?hours=87600')).status).toBe(200)
    },
  )
})
