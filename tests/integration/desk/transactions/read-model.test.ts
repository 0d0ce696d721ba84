import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { sealTenant } from '@/lib/platform/db/seal'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, scoresOf, tyingRows, usePolicy } from '../../../support/scored-rows'
import { score, scoringKey } from '../../../support/scoring'

/** What lists and dashboards read is what was written: both are kept by triggers and made again here from the rows. */
let minted: MintedTenant
let key: string

beforeAll(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  const scores = await scoresOf(tyingRows(60, 'kept'))
  const at = (share: number) => scores[Math.floor(share * scores.length)] as number
  await usePolicy(minted, [at(0.3), at(0.7)], [at(0.25), at(0.75)])
})

const KEPT = {
  rows: `select transaction_id, prediction_id, occurred_at, scored_at, external_id, type, amount, currency, sender_account,
       receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss, reason_codes, disposition
      from scored_transactions where tenant_id = $1 order by 1`,
  hours: `select hour, type, risk_band, outcome, currency, sum(transactions)::int as n, sum(amount) as amount,
       round(sum(score_sum)::numeric, 9) as score, round(sum(expected_loss)::numeric, 6) as loss
      from activity_hours where tenant_id = $1 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  places: `select hour, country, cell, currency, sum(transactions)::int as n, sum(flagged)::int as flagged, sum(amount) as amount
      from activity_places where tenant_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
}
const FROM = `from predictions p join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id
      join tenants n on n.id = t.tenant_id where p.tenant_id = $1`
const HOUR = `date_trunc('hour', t.occurred_at, n.time_zone)`
const CELL = `case when t.country in ('US', 'USA') and t.latitude is not null
      then round(t.latitude::numeric, 1) || ',' || round(t.longitude::numeric, 1) else '' end`
const MADE_AGAIN = {
  rows: `select t.id as transaction_id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount,
       t.currency, t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, ${CELL} as cell, p.score,
       p.risk_band, p.outcome, p.expected_loss, p.reason_codes, p.disposition ${FROM} order by 1`,
  hours: `select ${HOUR} as hour, t.type, p.risk_band, p.outcome, t.currency, count(*)::int as n, sum(t.amount) as amount,
       round(sum(p.score)::numeric, 9) as score, round(sum(p.expected_loss)::numeric, 6) as loss
      ${FROM} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  places: `select ${HOUR} as hour, coalesce(t.country, '') as country, ${CELL} as cell, t.currency, count(*)::int as n,
       count(*) filter (where p.outcome <> 'approve')::int as flagged, sum(t.amount) as amount
      ${FROM} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
}

/** Both sides as the database tells them; the number of rows is what was scored. */
const expectKept = (rows: number) =>
  withClient('superuser', async (client) => {
    for (const part of ['rows', 'hours', 'places'] as const) {
      const kept = (await client.query(KEPT[part], [minted.tenant.id])).rows as object[]
      expect(kept).toEqual((await client.query(MADE_AGAIN[part], [minted.tenant.id])).rows)
      expect(kept.length).toBeGreaterThan(0)
      if (part === 'rows') expect(kept).toHaveLength(rows)
    }
  })

const placed = (count: number, prefix: string) =>
  tyingRows(count, prefix).map((row, i) => ({
    ...row,
    step: 700 + (i % 5),
    country: ['US', 'us', 'NG', undefined][i % 4],
    ...(i % 3 === 0 && { latitude: 34.0522, longitude: -118.2437 }),
  }))

it('stays equal to its source after single, batch and parallel scoring, decisions and undos', async () => {
  for (const row of placed(3, 'single')) expect((await score(row, { key })).status).toBe(200)
  await expectKept(3)
  await scoreRows(key, placed(200, 'batch'))
  await expectKept(203)
  await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0
        ? scoreRows(key, placed(20, `side-${i}`))
        : Promise.all(placed(5, `side-${i}`).map((row) => score(row, { key }))),
    ),
  )
  await expectKept(203 + 6 * 20 + 6 * 5)
  const scored = await scoreRows(key, placed(4, 'decided'))
  for (const { transaction_id } of scored) {
    await recordDecision(minted.as.analyst, transaction_id, { decision: 'confirmed_fraud' })
  }
  await undoDecision(minted.as.analyst, scored[0]?.transaction_id ?? '')
  await expectKept(203 + 6 * 20 + 6 * 5 + 4)
})

it.each(['scored_transactions', 'activity_hours', 'activity_places'])(
  'the app role can read %s and cannot change it',
  async (table) => {
    for (const sql of [
      `delete from ${table}`,
      `update ${table} set amount = 0`,
      `insert into ${table} select * from ${table}`,
    ]) {
      await withClient('app', async (client) => {
        await client.query("select set_config('app.ctx', $1, false)", [sealTenant(minted.tenant.id)])
        expect((await client.query(`select 1 from ${table} limit 1`)).rows).toHaveLength(1)
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
      })
    }
  },
)
