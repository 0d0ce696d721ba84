/** @own-database */
import { Client } from 'pg'
import { getEntityProfile, getNetwork, listEntityTransactions } from '@/lib/desk/entities'
import { MOST_ROWS, NETWORK_LIMITS } from '@/lib/desk/entities/schema'
import { sealTenant } from '@/lib/platform/db/seal'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

/**
 * A merchant in most of the tenant's transactions needs a bounded number of rows, by EXPLAIN of the real statements.
 */
const ROWS = 24_000
const HOT = { kind: 'account', id: 'M-hot' } as const

interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}
interface Statement {
  text: string
  values: unknown[]
}

let minted: MintedTenant

const SEED = [
  `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account,
     receiver_account, device_id, source)
   select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, sha256(int4send(i)),
          '2026-03-01T00:00:00Z'::timestamptz + i * interval '1 minute', 'PAYMENT', i % 100, 'USD', 'C-' || i % 5000,
          case when i % 12 = 0 then 'M-other' else 'M-hot' end, 'D-' || i % 300, 'seed' from generate_series(1, $2::int) i`,
  `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin, base_value,
     base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss, latency_ms,
     timings, answer)
   select tenant_id, id, id, id, 'm/1', 1, 0, 0, 0.1, 0.5, 'low', 'approve', 0.5, '{}', '{}', '{}', 1, 1, '{}', '{}'
     from transactions where tenant_id = $1 and $2::int > 0`,
]

beforeAll(async () => {
  minted = await mintTenant()
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(minted.tenant.id)])
    for (const sql of SEED) await client.query(sql, [minted.tenant.id, ROWS])
    await client.query('analyze transactions, predictions, scored_transactions')
  })
})

/** The rows of transactions that the work read, by EXPLAIN of each statement as the app role. */
async function scansOf(work: () => Promise<unknown>): Promise<Plan[]> {
  const query = jest.spyOn(Client.prototype, 'query')
  await work()
  const sent = query.mock.calls.map(([config]) => config as unknown as Statement)
  query.mockRestore()
  const reads = sent.filter(({ text }) => text?.includes('scored_transactions'))
  expect(reads.length).toBeGreaterThan(0)
  const plans = await withClient('app', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(minted.tenant.id)])
    const found: Plan[] = []
    for (const { text, values } of reads) {
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
      found.push(...(rows[0] as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN'].map(({ Plan }) => Plan))
    }
    return found
  })
  const flat = (node: Plan): Plan[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  const scans = plans.flatMap(flat).filter((node) => node['Relation Name'] === 'scored_transactions')
  expect(scans.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
  return scans
}

const rowsRead = (scans: Plan[]) =>
  scans.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0)

test('figures use the newest 10,000 rows and state that there are more', async () => {
  const scans = await scansOf(() => getEntityProfile(minted.as.analyst, HOT))
  expect(rowsRead(scans)).toBeLessThanOrEqual(MOST_ROWS + 10)
  const { activity, first_seen, trend } = await getEntityProfile(minted.as.analyst, HOT)
  expect(activity.transactions).toEqual({ count: MOST_ROWS, capped: true })
  expect(first_seen).toBe('2026-03-01T00:01:00.000Z')
  // The day of the oldest row is incomplete, so it is omitted.
  const since = activity.looked_at_since?.slice(0, 10) ?? ''
  expect(trend.map(({ day }) => day)).not.toContain(since)
  expect(trend.length).toBeGreaterThan(5)
})

test('a page of its history reads a page of rows at any depth', async () => {
  const limit = 50
  const first = await listEntityTransactions(minted.as.analyst, HOT, { limit })
  const [list] = JSON.parse(Buffer.from(first.next_cursor ?? '', 'base64url').toString()) as [string]
  const deep = ['2026-03-03T00:00:00.000Z', '01900000-0000-7000-8000-000000000b40']
  const cursor = Buffer.from(JSON.stringify([list, deep])).toString('base64url')
  for (const page of [{ limit }, { limit, cursor }]) {
    const scans = await scansOf(() => listEntityTransactions(minted.as.analyst, HOT, page))
    expect(rowsRead(scans)).toBeLessThanOrEqual(2 * (limit + 1) + 10)
  }
})

test('a network of two hops reads at most 2,000 rows of each entity and counts the neighbours left out', async () => {
  const [near, far] = NETWORK_LIMITS.neighbours
  const scans = await scansOf(() => getNetwork(minted.as.analyst, HOT, { hops: 2 }))
  expect(rowsRead(scans)).toBeLessThanOrEqual((1 + near) * (NETWORK_LIMITS.rows + 1) + 10)
  const { nodes, left_out, edges } = await getNetwork(minted.as.analyst, HOT, { hops: 2 })
  expect(nodes.filter(({ hop }) => hop === 1)).toHaveLength(near)
  expect(nodes.length).toBeLessThanOrEqual(1 + near + near * far)
  expect(nodes[0]).toMatchObject({ id: 'M-hot', capped: true })
  expect(nodes[0]?.neighbours_left_out).toBeGreaterThan(1_000)
  expect(left_out).toBeGreaterThanOrEqual(nodes[0]?.neighbours_left_out ?? Infinity)
  expect(edges.every(({ source, target }) => source !== target)).toBe(true)
})
