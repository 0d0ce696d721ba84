/** @own-database */
import { mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow, score, scoringKey } from '../../../support/scoring'

/** While true, no model is in memory; the load that follows ends it. */
let forgotten = false
let transactionsDuringLoad: number | null = null
let failure: Error | null = null
jest.mock('@/lib/engine/inference', () => {
  const actual = jest.requireActual('@/lib/engine/inference')
  return {
    ...actual,
    loadedModel: (...given: unknown[]) => (forgotten ? undefined : actual.loadedModel(...given)),
    getModel: async (...given: unknown[]) => {
      if (forgotten && failure) throw failure
      if (forgotten) transactionsDuringLoad = await openTransactions()
      forgotten = false
      return actual.getModel(...given)
    },
  }
})

const openTransactions = () =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database()
         and application_name = 'sentinel-scoring' and xact_start is not null`,
    )
    return rows[0].n as number
  })

it('loads a model that is not in memory while no transaction is open, then scores', async () => {
  const key = await scoringKey(await mintTenant())
  forgotten = true
  const response = await score(paysimRow(), { key })
  expect(response.status).toBe(200)
  expect(transactionsDuringLoad).toBe(0)
})

it('responds with model-unavailable where the load fails', async () => {
  const key = await scoringKey(await mintTenant())
  forgotten = true
  failure = new Error('the bundle is damaged')
  const response = await score(paysimRow(), { key })
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ type: expect.stringContaining('model-unavailable') })
})
