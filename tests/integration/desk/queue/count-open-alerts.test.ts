import { getKpis } from '@/lib/desk/dashboard/read-activity'
import { countOpenAlerts } from '@/lib/desk/queue'
import { readStatus } from '@/lib/desk/status'
import { COUNT_CAP } from '@/lib/contract/capped-count'
import type { Context } from '@/lib/contract/context'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { storedScore, storeScores } from '../../../support/stored-scores'

/** Guarantee: the queue says how many of its alerts replays made; figures leave these out, however many there are. */

let minted: MintedTenant
let analyst: Context
beforeEach(async () => {
  minted = await mintTenant()
  analyst = minted.as.analyst
})

/** Rows of replays as the lists have them. Their transactions are not needed, and would be slow to store. */
const REPLAYED = `
  insert into scored_transactions (tenant_id, transaction_id, prediction_id, occurred_at, scored_at, type, amount, currency,
    sender_account, cell, score, risk_band, outcome, expected_loss, reason_codes, replayed)
  select $1, gen_random_uuid(), gen_random_uuid(), now(), now(), 'TRANSFER', i, 'USD', 'C-1', '', 0.2, 'medium', 'review', 1, '{}', true
    from generate_series(1, $2::int) i`

/** Alerts without a decision: so many of payments, and so many of replays. */
async function storeAlerts(own: number, replayed: number): Promise<void> {
  const alert = () => storedScore({ outcome: 'review', codes: ['score_above_review'], score: 0.2 })
  await storeScores(minted, [...Array.from({ length: own }, alert), storedScore({ outcome: 'approve' })])
  await withClient('superuser', (client) => client.query(REPLAYED, [minted.tenant.id, replayed]))
}

it('marks the alerts of replays where the queue is counted, and leaves them out of the dashboard unless it counts replays', async () => {
  await storeAlerts(3, 5)
  const counts = { open: { count: 8, capped: false }, replayed: { count: 5, capped: false } }
  expect(await countOpenAlerts(analyst)).toEqual(counts)
  expect(await readStatus(analyst)).toMatchObject({
    open_alerts: counts.open,
    replayed_alerts: counts.replayed,
  })
  expect(await getKpis(analyst, 'all')).toMatchObject({ open_alerts: { count: 3, capped: false } })
  expect(await getKpis(analyst, 'all', 'with')).toMatchObject({ open_alerts: counts.open })
})

it('counts the alerts of payments exactly beside more alerts of replays than are counted', async () => {
  await storeAlerts(2, COUNT_CAP + 1)
  const capped = { count: COUNT_CAP, capped: true }
  expect(await countOpenAlerts(analyst)).toEqual({ open: capped, replayed: capped })
  expect(await getKpis(analyst, 'all')).toMatchObject({ open_alerts: { count: 2, capped: false } })
})
