/** Guarantee: quarantine leaves the tenant as if the transactions with bad times had never been scored. */

import { checkData } from '@/scripts/check-data'
import { quarantineData } from '@/scripts/quarantine-data'
import { readActivity } from '@/lib/desk/dashboard'
import { recordDecision } from '@/lib/desk/decisions'
import { getTransaction, listTransactions } from '@/lib/desk/transactions'
import { sealTenant } from '@/lib/platform/db/seal'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { storedStates } from '../../support/replay-states'
import { score, scoringKey } from '../../support/scoring'

const owner = () => testSetting('MIGRATION_DATABASE_URL')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const payment = (i: number, at: number) => ({
  type: 'TRANSFER',
  amount: 100 + i,
  currency: 'USD',
  sender_account: `C-${i % 2}`,
  receiver_account: 'M-1',
  device_id: 'D-1',
  merchant_category: 'travel',
  occurred_at: new Date(at).toISOString(),
})

const start = Date.now() - 3 * HOUR_MS
const good = Array.from({ length: 6 }, (_, i) => payment(i, start + i * MINUTE_MS))

/** Scores the payments; those in `bad` too, which then get their bad time and states as an earlier release left them. */
async function scored(minted: MintedTenant, bad: boolean): Promise<string[]> {
  const key = await scoringKey(minted)
  const ids: string[] = []
  const send = async (body: unknown) =>
    ((await (await score(body, { key })).json()) as { transaction_id: string }).transaction_id
  const goodIds: string[] = []
  for (const [i, row] of good.entries()) {
    goodIds.push(await send(row))
    if (bad && i % 3 === 1) ids.push(await send({ ...row, amount: 9_999 }))
  }
  await recordDecision(minted.as.analyst, goodIds[0]!, { decision: 'confirmed_fraud' })
  for (const id of ids) await recordDecision(minted.as.analyst, id, { decision: 'confirmed_fraud' })
  return ids
}

it('takes bad rows out of lists, figures and states, keeps them readable and writes an audit row', async () => {
  const [clean, dirty] = [await mintTenant(), await mintTenant()]
  await scored(clean, false)
  const [first, second] = (await scored(dirty, true)) as [string, string]
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(dirty.tenant.id)])
    for (const [id, at] of [
      [first, '0001-06-01 00:00:00+00 BC'],
      [second, '2027-12-01 00:00:00+00'],
    ]) {
      await client.query('update transactions set occurred_at = $2 where id = $1', [id, at])
      await client.query('update scored_transactions set occurred_at = $2 where transaction_id = $1', [
        id,
        at,
      ])
    }
    // The totals as the triggers kept them for these times.
    const totals = `select date_trunc('hour', occurred_at, 'UTC') as hour, * from scored_transactions where tenant_id = $1`
    await client.query('delete from activity_hours where tenant_id = $1', [dirty.tenant.id])
    await client.query(
      `insert into activity_hours select tenant_id, hour, type, risk_band, outcome, currency, 1, count(*), sum(amount),
         sum(score), sum(expected_loss) from (${totals}) s group by 1, 2, 3, 4, 5, 6`,
      [dirty.tenant.id],
    )
  })

  const slug = ['--tenant', dirty.tenant.slug]
  await expect(checkData(owner(), slug)).rejects.toThrow(
    `${dirty.tenant.slug}: 1 ahead-of-clock, 1 before-earliest; first ids ${first}, ${second}`,
  )
  expect(await quarantineData(owner(), slug)).toBe(
    `${dirty.tenant.slug}: 2 transactions are in quarantine now.`,
  )
  expect(await checkData(owner(), slug)).toBe(
    'Every stored time is within bounds, and every stored id has its canonical form.',
  )

  expect(namesOf(await storedStates(dirty.tenant.id))).toEqual(namesOf(await storedStates(clean.tenant.id)))
  const { items } = await listTransactions(dirty.as.analyst, { order: 'time' }, { limit: 50 })
  expect(items).toHaveLength(good.length)
  const { totals } = await readActivity(dirty.as.analyst, 'all')
  expect(totals.transactions).toBe(good.length)
  expect((await getTransaction(dirty.as.analyst, first)).transaction_id).toBe(first)
  const audited = await withClient('superuser', async (client) => {
    const sql = "select after from audit_log where tenant_id = $1 and action = 'transactions.quarantined'"
    return (await client.query(sql, [dirty.tenant.id])).rows
  })
  expect(audited).toEqual([
    {
      after: {
        transactions: [
          { id: first, reason: 'before-earliest' },
          { id: second, reason: 'ahead-of-clock' },
        ],
      },
    },
  ])

  const before = await storedStates(dirty.tenant.id)
  await recordDecision(dirty.as.analyst, first, { decision: 'false_positive' })
  expect(await storedStates(dirty.tenant.id)).toEqual(before)
})

/** Categories without labels may be stored or absent; running means differ in their last bit. */
function namesOf(states: Awaited<ReturnType<typeof storedStates>>): unknown {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(12)) : value
  return JSON.parse(JSON.stringify(states, rounded))
}
