/** @own-database */
import { Client } from 'pg'
import { findCases, listCases } from '@/lib/desk/cases'
import { sealTenant } from '@/lib/platform/db/seal'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

/** A search of cases by title costs what it finds, as the role that serves, under row-level security. */
const CASES = 50_000
const EVERY = 5_000
let minted: MintedTenant

beforeAll(async () => {
  minted = await mintTenant()
  await withClient('superuser', async (client) => {
    await client.query(
      `insert into cases (tenant_id, id, number, title, created_at, updated_at, sla_due_at, sla_warn_at, sla_allowed_s)
       select $1, gen_random_uuid(), i,
              case when i % ${EVERY} = 0 then 'Zebra crossing ' || i else 'Mule chain of account ' || md5(i::text) end,
              now(), now() - i * interval '1 second', now(), now(), 60
         from generate_series(1, $2::int) i`,
      [minted.tenant.id, CASES],
    )
    await client.query('vacuum analyze cases')
  })
})

/** Every node of the plans of what a search sends, explained as the role that serves. */
async function plansOf(search: () => Promise<unknown>) {
  const query = jest.spyOn(Client.prototype, 'query')
  await search()
  const sent = query.mock.calls.map(([config]) => config as unknown as { text: string; values: unknown[] })
  query.mockRestore()
  const reads = sent.filter(({ text }) => / cases c /.test(text))
  return withClient('app', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(minted.tenant.id)])
    const plans: string[] = []
    for (const { text, values } of reads)
      plans.push(JSON.stringify((await client.query(`explain (analyze, format json) ${text}`, values)).rows))
    return plans
  })
}
/** What it read, in database pages; all cases are 1,100. */
const blocksOf = (plan: string) => Number(/"Shared Hit Blocks":(\d+)/.exec(plan)?.[1])
const titles = async (q: string) =>
  (await listCases(minted.as.analyst, { q }, { limit: 200 })).items.map(({ title }) => title)

it.each(['zebra', 'ZEBRA CROSS', 'no such title', 'f'.repeat(30)])(
  'the search for %s reads no case that does not match',
  async (q) => {
    const blocks = (await plansOf(() => listCases(minted.as.analyst, { q }))).map((plan) => blocksOf(plan))
    expect(Math.max(...blocks)).toBeLessThan(500)
  },
)

it('the search for a part of most titles reads a page in the order of the list', async () => {
  const plans = await plansOf(() => findCases(minted.as.analyst, 'Mule'))
  expect(plans).toHaveLength(1)
  expect(plans[0]?.includes('cases_updated')).toBe(true)
})

it('finds by number, by any part of a title and literally', async () => {
  expect(await titles('zebra')).toHaveLength(CASES / EVERY)
  expect(await titles('ze')).toHaveLength(CASES / EVERY)
  expect(await titles('crossing 5000')).toEqual(['Zebra crossing 5000', 'Zebra crossing 50000'])
  expect(await titles('z_bra')).toEqual([])
  expect(await titles('100%')).toEqual([])
  expect(await titles('case-5000')).toEqual(['Zebra crossing 5000'])
  const other = await mintTenant()
  expect((await listCases(other.as.analyst, { q: 'zebra' })).items).toEqual([])
})
