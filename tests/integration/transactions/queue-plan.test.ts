import { Client } from 'pg'
import { sealTenant } from '@/lib/platform/db/seal'
import { listQueue } from '@/lib/transactions'
import type { QueueInput } from '@/lib/transactions/schema'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'

/** A page costs the same at any depth: the statement that the queue really sends, explained as the role that serves. */
const ROWS = 20_000
const DEEP = 15_000
const LIMIT = 50

interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Plan[]
}
interface Statement {
  text: string
  values: unknown[]
}

let minted: MintedTenant

/** The bands, outcomes and decisions are rare and spread evenly over all losses. */
const SEED = [
  `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, source)
   select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, sha256(int4send(i)), now(), 'TRANSFER', i,
          'USD', 'C-' || i, 'seed' from generate_series(1, $2::int) i`,
  `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin,
     base_value, base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss,
     latency_ms, timings, answer, disposition)
   select tenant_id, id, id, id, 'm/1', 1, 0, 0, 0.1, 0.5,
          case when n % 40 = 0 then 'high' when n % 40 < 3 then 'medium' else 'low' end,
          case when n % 80 = 0 then 'block' when n % 20 = 0 then 'review' else 'approve' end,
          0.5, '{}', '{}', '{}', (n * 7919 % 10000)::float8 / 7, 1, '{}', '{}',
          case when n % 50 = 0 then 'escalated' end
     from transactions, lateral (select amount::int as n) x where tenant_id = $1 and $2::int > 0`,
]

beforeAll(async () => {
  minted = await mintTenant()
  await withClient('superuser', async (client) => {
    for (const sql of SEED) await client.query(sql, [minted.tenant.id, ROWS])
    await client.query('analyze transactions, predictions')
  })
}, 120_000)

afterEach(() => jest.restoreAllMocks())

/** What one page asked of the database. */
async function statementOf(input: QueueInput): Promise<Statement> {
  const query = jest.spyOn(Client.prototype, 'query')
  await listQueue(minted.as.analyst, { ...input, limit: LIMIT })
  const sent = query.mock.calls.map(([config]) => config as unknown as Statement)
  query.mockRestore()
  const pages = sent.filter(({ text }) => text.includes('from predictions'))
  if (pages.length !== 1 || !pages[0]) throw new Error(`a page is one statement, not ${pages.length}`)
  return pages[0]
}

/** Explained as it would run for the app role inside the sealed tenant, every node of the plan in one list. */
async function explain({ text, values }: Statement): Promise<Plan[]> {
  const [root] = await withClient('app', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(minted.tenant.id)])
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values)
    return (rows[0] as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN']
  })
  const flat = (node: Plan): Plan[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  return root ? flat(root.Plan) : []
}

/** An issued cursor, moved to the row at this depth of the list. */
async function cursorAt(depth: number, input: QueueInput, where: string): Promise<string> {
  const { nextCursor } = await listQueue(minted.as.analyst, { ...input, limit: 1 })
  const [list] = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as [string]
  const order = input.order === 'time' ? 'id desc' : 'expected_loss desc, id desc'
  const { rows } = await withClient('superuser', (client) =>
    client.query<{ expected_loss: number; id: string }>(
      `select expected_loss, id from predictions where tenant_id = $1 and ${where} order by ${order} limit 1 offset $2`,
      [minted.tenant.id, depth],
    ),
  )
  const row = rows[0]
  const sortKey = input.order === 'time' ? [row?.id] : [row?.expected_loss, row?.id]
  return Buffer.from(JSON.stringify([list, sortKey])).toString('base64url')
}

const blocksOf = ([root]: Plan[]) => (root?.['Shared Hit Blocks'] ?? 0) + (root?.['Shared Read Blocks'] ?? 0)

/** The list, the index that serves it, where its middle lies, and how many rows are passed over per row that is shown. */
const LISTS: [string, QueueInput, string, string, number][] = [
  ['everything', {}, 'predictions_loss', 'true', 0],
  ['pending', { decided: false }, 'predictions_loss', 'disposition is null', 0.2],
  ['decided', { decided: true }, 'predictions_decided', 'disposition is not null', 0],
  ['high risk', { risk: 'high' }, 'predictions_band', "risk_band = 'high'", 0],
  ['to be reviewed', { outcome: 'review' }, 'predictions_outcome', "outcome = 'review'", 0],
  ['everything by time', { order: 'time' }, 'predictions_pkey', 'true', 0],
]

it.each(LISTS)('%s: a deep page reads as little as the first', async (_, input, index, where, passedOver) => {
  const cursor = await cursorAt(DEEP * (await shareOf(where)), input, where)
  const shallow = await explain(await statementOf(input))
  const deep = await explain(await statementOf({ ...input, cursor }))
  for (const plan of [shallow, deep]) {
    const scan = plan.find((node) => node['Index Name']?.startsWith('predictions_'))
    expect(scan).toMatchObject({ 'Index Name': index, 'Actual Rows': LIMIT + 1 })
    expect(scan?.['Rows Removed by Filter'] ?? 0).toBeLessThanOrEqual(LIMIT * passedOver)
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
  }
  const condition = deep.find((node) => node['Index Name'] === index)?.['Index Cond']
  expect(condition).toContain(input.order === 'time' ? 'id <' : 'ROW(expected_loss, id) <')
  expect(blocksOf(deep)).toBeGreaterThan(0)
  expect(blocksOf(deep)).toBeLessThan(blocksOf(shallow) * 1.5)
})

async function shareOf(where: string): Promise<number> {
  const { rows } = await withClient('superuser', (client) =>
    client.query<{ n: number }>(
      `select count(*)::float8 / $2 as n from predictions where tenant_id = $1 and ${where}`,
      [minted.tenant.id, ROWS],
    ),
  )
  return Math.floor((rows[0]?.n ?? 0) * 1_000) / 1_000
}
