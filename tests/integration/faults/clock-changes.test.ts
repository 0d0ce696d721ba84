/** Guarantee: each hour of a day with a clock change has the events between its own start and end, once. */

import { readActivity } from '@/lib/desk/dashboard'
import { mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { insertRaw } from '../../support/raw-transactions'

const HOUR_MS = 3_600_000
const HALF_MS = HOUR_MS / 2

const CHANGES: [what: string, zone: string, now: string, buckets: number][] = [
  ['Berlin, an hour repeated', 'Europe/Berlin', '2026-10-25T10:30:00Z', 24],
  ['Berlin, an hour left out', 'Europe/Berlin', '2026-03-29T10:30:00Z', 24],
  ['Lord Howe, half an hour repeated', 'Australia/Lord_Howe', '2026-04-05T02:40:00Z', 25],
  ['Lord Howe, half an hour left out', 'Australia/Lord_Howe', '2026-10-04T02:10:00Z', 25],
  ['Kathmandu, no change', 'Asia/Kathmandu', '2026-11-01T10:30:00Z', 24],
]

it.each(CHANGES)('%s: two events in each hour', async (_, zone, nowText, buckets) => {
  const minted = await mintTenant()
  await withClient('superuser', (client) =>
    client.query('update tenants set time_zone = $2 where id = $1', [minted.tenant.id, zone]),
  )
  const now = new Date(nowText)
  const times = Array.from({ length: 60 }, (_, i) => now.getTime() - i * HALF_MS - 60_000)
  await insertRaw(
    minted.tenant.id,
    times.map((at) => ({ at: new Date(at).toISOString(), from: 'C-clock' })),
  )
  const ctx = { ...minted.as.analyst, tenant: { ...minted.tenant, timeZone: zone }, at: now }
  const { points } = (await readActivity(ctx, '24h')).timeseries
  expect(points.length).toBe(buckets)
  const expected = points.map(({ from, to }) => ({
    from,
    to,
    transactions: times.filter((at) => at >= Date.parse(from) && at < Date.parse(to)).length,
  }))
  expect(points.map(({ from, to, transactions }) => ({ from, to, transactions }))).toEqual(expected)
  for (const { from, to, transactions } of points.slice(0, -1))
    expect(transactions).toBe((Date.parse(to) - Date.parse(from)) / HALF_MS)
})
