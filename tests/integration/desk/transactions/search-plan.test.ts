/** @own-database */
import { Client } from 'pg'
import { newId } from '@/lib/platform/ids'
import { sealTenant } from '@/lib/platform/db/seal'
import { listTransactions, summarizeTransactions } from '@/lib/desk/transactions'
import { SCAN_LIMIT, transactionFilter } from '@/lib/desk/transactions/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

/** A page costs the same at any depth: the statement that a list really sends, explained as the role that serves. */
const ROWS = 20_000
const LIMIT = 50
const OPEN = "outcome <> 'approve' and disposition is null"

type Given = Record<string, string>

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
const SEED = `
  insert into scored_transactions
  select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, gen_random_uuid(),
         timestamptz '2026-01-01' + i * interval '1 minute', now(), null, 'TRANSFER', i, 'USD', 'C-' || i % 8, null, null,
         null, case when i % 10 = 7 then 'NG' else 'US' end, '', 0.5,
         case when i % 40 = 0 then 'high' when i % 40 < 3 then 'medium' else 'low' end,
         case when i % 80 = 0 then 'block' when i % 20 = 0 then 'review' else 'approve' end,
         (i * 7919 % 10000)::float8 / 7, '{}', case when i % 50 = 0 then 'escalated' end
    from generate_series(1, $2::int) i`

beforeAll(async () => {
  minted = await mintTenant()
  await withClient('superuser', async (client) => {
    await client.query(SEED, [minted.tenant.id, ROWS])
    await client.query('vacuum analyze scored_transactions')
  })
})

afterEach(() => jest.restoreAllMocks())

/** What one page asked of the database. */
async function statementOf(given: Given, cursor?: string): Promise<Statement> {
  const query = jest.spyOn(Client.prototype, 'query')
  await listTransactions(minted.as.analyst, transactionFilter.parse(given), { limit: LIMIT, cursor })
  const sent = query.mock.calls.map(([config]) => config as unknown as Statement)
  query.mockRestore()
  const pages = sent.filter(({ text }) => text.includes('from scored_transactions s'))
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

/** An issued cursor, moved to the row in the middle of the list. */
async function cursorInTheMiddle(given: Given, where: string): Promise<string> {
  const byTime = given.order !== 'loss'
  const { next_cursor } = await listTransactions(minted.as.analyst, transactionFilter.parse(given), {
    limit: 1,
  })
  const [list] = JSON.parse(Buffer.from(next_cursor ?? '', 'base64url').toString()) as [string]
  const order = byTime ? 'occurred_at desc, transaction_id desc' : 'expected_loss desc, transaction_id desc'
  const { rows } = await withClient('superuser', (client) =>
    client.query<{ occurred_at: Date; expected_loss: number; transaction_id: string }>(
      `select * from (select *, row_number() over (order by ${order}) as place, count(*) over () as total
         from scored_transactions where tenant_id = $1 and ${where}) s where place = total / 2`,
      [minted.tenant.id],
    ),
  )
  const [row] = rows
  if (!row) throw new Error('the list is empty')
  const key = [byTime ? row.occurred_at.toISOString() : row.expected_loss, row.transaction_id]
  return Buffer.from(JSON.stringify([list, key])).toString('base64url')
}

const blocksOf = ([root]: Plan[]) => (root?.['Shared Hit Blocks'] ?? 0) + (root?.['Shared Read Blocks'] ?? 0)

/** Of several walks of one index, the one that found the rows. */
const busiest = (plan: Plan[], index: string): Plan | undefined =>
  plan.filter((node) => node['Index Name'] === index).sort((a, b) => b['Actual Rows'] - a['Actual Rows'])[0]

/** The list, the index that serves it, what it holds, and how many rows are looked at per row that is shown. */
const LISTS: [string, Given, string, string, number][] = [
  ['everything by loss', { order: 'loss' }, 'scored_loss', 'true', 1],
  ['everything by time', {}, 'scored_time', 'true', 1],
  [
    'open alerts by loss',
    { order: 'loss', outcome: 'flagged', decision: 'pending' },
    'scored_open_loss',
    OPEN,
    1,
  ],
  ['open alerts by time', { outcome: 'flagged', decision: 'pending' }, 'scored_open_time', OPEN, 1],
  ['alerts', { outcome: 'flagged' }, 'scored_flagged_time', "outcome <> 'approve'", 1],
  ['to be reviewed', { order: 'loss', outcome: 'review' }, 'scored_flagged_loss', "outcome = 'review'", 1.5],
  ['high risk', { order: 'loss', risk_band: 'high' }, 'scored_band_loss', "risk_band = 'high'", 1],
  ['medium risk by time', { risk_band: 'medium' }, 'scored_band_time', "risk_band = 'medium'", 1],
  ['escalated', { decision: 'escalated' }, 'scored_decided_time', "disposition = 'escalated'", 1],
  ['decided', { decision: 'decided' }, 'scored_decided_time', 'disposition is not null', 1],
  ['of a country', { country: 'NG' }, 'scored_country', "country = 'NG'", 1],
  ['of an account', { q: 'C-7' }, 'scored_sender', "sender_account = 'C-7'", 1],
]

it.each(LISTS)('%s: a deep page reads as few rows as the first', async (_, given, index, where, looked) => {
  const cursor = await cursorInTheMiddle(given, where)
  const shallow = await explain(await statementOf(given))
  const deep = await explain(await statementOf(given, cursor))
  for (const plan of [shallow, deep]) {
    const scan = busiest(plan, index)
    expect(scan?.['Actual Rows']).toBeGreaterThanOrEqual(LIMIT)
    expect(scan?.['Actual Rows']).toBeLessThanOrEqual((LIMIT + 1) * looked)
    expect(scan?.['Rows Removed by Filter'] ?? 0).toBe(0)
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
  }
  const condition = busiest(deep, index)?.['Index Cond']
  expect(condition).toContain(given.order === 'loss' ? 'ROW(expected_loss, transaction_id) <' : 'occurred_at')
  expect(blocksOf(deep)).toBeGreaterThan(0)
  expect(blocksOf(deep)).toBeLessThan(blocksOf(shallow) * 1.5 + 10)
})

it.each<Given>([
  { min_score: '0.9' },
  { order: 'loss', type: 'PAYMENT' },
  { q: 'C-7', min_amount: '999999' },
  { hour: '3', type: 'DEBIT' },
])('a filter without a match reads no more rows than allowed: %j', async (given) => {
  const query = jest.spyOn(Client.prototype, 'query')
  await listTransactions(minted.as.analyst, transactionFilter.parse(given), { limit: LIMIT })
  await summarizeTransactions(minted.as.analyst, transactionFilter.parse(given))
  const sent = query.mock.calls.map(([config]) => config as unknown as Statement)
  query.mockRestore()
  const walks = sent.filter(({ text }) => text.includes('from scored_transactions s'))
  expect(walks).toHaveLength(3)
  for (const walk of walks) {
    const scans = (await explain(walk)).filter((node) => node['Index Name']?.startsWith('scored_'))
    const seen = scans.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0))
    expect(Math.max(...seen)).toBeGreaterThan(LIMIT)
    expect(Math.max(...seen)).toBeLessThanOrEqual(SCAN_LIMIT)
  }
})

/** An upload that scored the rows from 1 to `count`: the oldest ones. */
async function uploadOf(count: number): Promise<string> {
  const id = newId()
  await withClient('superuser', async (client) => {
    // The rows of this test have no transactions.
    await client.query("set session_replication_role = 'replica'")
    await client.query(
      `insert into uploads (tenant_id, id, user_id, file_bytes, status, finished_at, row_count, scored_count, low_count, first_at, last_at)
       select $1, $2, $3, 1, 'completed', now(), $4::int, $4::int, $4::int, min(occurred_at), max(occurred_at)
         from (select occurred_at from scored_transactions where tenant_id = $1 order by occurred_at limit $4::int) s`,
      [minted.tenant.id, id, minted.as.admin.actor.id, count],
    )
    await client.query(
      `insert into upload_rows (tenant_id, upload_id, transaction_id, line)
       select tenant_id, $2, transaction_id, 1 + row_number() over (order by occurred_at) from scored_transactions
        where tenant_id = $1 order by occurred_at limit $3`,
      [minted.tenant.id, id, count],
    )
    await client.query('analyze upload_rows')
  })
  return id
}

it.each([SCAN_LIMIT + 2_000, 40])(
  'a list of an upload of %i rows looks at no more of them than allowed',
  async (count) => {
    const given = { upload: await uploadOf(count) }
    const { items } = await listTransactions(minted.as.analyst, transactionFilter.parse(given), {
      limit: LIMIT,
    })
    // A row a minute: the newest row of the upload is the first of the list.
    expect(items.map(({ occurred_at: at }) => (Date.parse(at) - Date.UTC(2026, 0, 1)) / 60_000)).toEqual(
      Array.from({ length: Math.min(count, LIMIT) }, (_, i) => count - i),
    )
    const scans = (await explain(await statementOf(given))).filter((node) =>
      node['Index Name']?.startsWith('scored_'),
    )
    const seen = scans.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0))
    expect(Math.max(...seen)).toBeLessThanOrEqual(SCAN_LIMIT)
  },
)

it('a list of an upload finds its rows where an earlier release did not note their times', async () => {
  const count = SCAN_LIMIT + 1
  const upload = await uploadOf(count)
  await withClient('superuser', (client) =>
    client.query('update uploads set first_at = null, last_at = null where id = $1', [upload]),
  )
  for (const order of ['time', 'loss']) {
    const filter = transactionFilter.parse({ upload, order })
    const { items } = await listTransactions(minted.as.analyst, filter, { limit: LIMIT })
    expect(items).toHaveLength(LIMIT)
  }
})

describe('a part of an id', () => {
  const ENTITIES = 4_000
  const states = (kind: string, prefix: string) => `
    insert into entity_states (tenant_id, kind, entity_id, packed)
    select $1, '${kind}', '${prefix}' || md5(i::text), '\\x00'::bytea from generate_series(1, ${ENTITIES}) i`

  beforeAll(() =>
    withClient('superuser', async (client) => {
      for (const [kind, prefix] of [
        ['account', 'C-'],
        ['device', 'D-'],
        ['phone', '+'],
      ] as const)
        await client.query(states(kind, prefix), [minted.tenant.id])
      await client.query('vacuum analyze entity_states')
    }),
  )

  it('is searched in an index that holds the searched kinds only', async () => {
    const [plan, indexes] = await withClient('superuser', async (client) => {
      const { rows } = await client.query<{ body: string }>(
        "select prosrc as body from pg_proc where proname = 'find_entities_holding'",
      )
      const text = rows[0]!.body.replaceAll('p_part', '$1::text').replaceAll('p_limit', '$2::int')
      await client.query('begin')
      await client.query('set local role sentinel_lookup')
      await client.query("select set_config('app.ctx', $1, true)", [sealTenant(minted.tenant.id)])
      const explained = await client.query(`explain (analyze, format json) ${text}`, ['c4ca4238a0', 21])
      await client.query('rollback')
      const known = await client.query<{ name: string; kinds: string | null }>(
        `select indexrelid::regclass::text as name, pg_get_expr(indpred, indrelid) as kinds from pg_index
          where indrelid = 'entity_states'::regclass order by 1`,
      )
      return [JSON.stringify(explained.rows), known.rows] as const
    })
    expect(plan).toContain('"Index Name":"entity_states_searched"')
    expect(plan).toContain('"Actual Rows":2')
    // What scoring writes of a phone or a merchant category takes no entry of it.
    expect(indexes).toEqual([
      { name: 'entity_states_pkey', kinds: null },
      { name: 'entity_states_searched', kinds: "(kind = ANY (ARRAY['account'::text, 'device'::text]))" },
    ])
  })
})
