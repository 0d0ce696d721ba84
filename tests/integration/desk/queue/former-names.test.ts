import { nextAlertOperation, listQueueOperation } from '@/lib/desk/queue/api'
import { saveView, listViews } from '@/lib/desk/saved-views'
import { exportTransactionsOperation, investigateOperation } from '@/lib/desk/transactions/api'
import type { Operation } from '@/lib/contract/operation'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** Former names of inputs work, and the response says that they are deprecated. */
let minted: MintedTenant
let headers: Record<string, string>

beforeAll(async () => {
  minted = await mintTenant()
  await usePolicy(minted, [1e-9, 1e-8], [1e-9, 0.999999])
  await scoreRows(await scoringKey(minted), tyingRows(6, 'former'))
  headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
})

const ask = (operation: Operation, query: string) => callOperation(operation, { headers, query })
const next = (body: unknown) => callOperation(nextAlertOperation, { headers, body })

const QUERY_NAMES: [Operation, former: string, present: string][] = [
  [listQueueOperation, 'risk=high', 'risk_band=high'],
  [listQueueOperation, 'risk=low', 'risk_band=low'],
  [listQueueOperation, 'decided=true', 'decision=decided'],
  [listQueueOperation, 'decided=false', 'decision=pending'],
  [investigateOperation, 'band=high', 'risk_band=high'],
  [exportTransactionsOperation, 'band=high', 'risk_band=high'],
]

it.each(QUERY_NAMES.map(([operation, ...names]) => [operation.id, operation, ...names] as const))(
  '%s accepts the former name %3$s',
  async (id, operation, former, present) => {
    const [before, now] = [await ask(operation, `?${former}`), await ask(operation, `?${present}`)]
    expect([before.status, now.status]).toEqual([200, 200])
    expect(await before.text()).toBe(await now.text())
    expect(before.headers.get('deprecation')).toMatch(/^@\d{10}$/)
    expect(before.headers.get('link')).toBe(`</docs/deprecations#${id}>; rel="deprecation"; type="text/html"`)
    expect([now.headers.get('deprecation'), now.headers.get('link')]).toEqual([null, null])
  },
)

it('nextAlert accepts the former name band', async () => {
  const response = await next({ band: 'high' })
  expect(response.status).toBe(200)
  expect(response.headers.get('deprecation')).toMatch(/^@\d{10}$/)
  expect(response.headers.get('link')).toContain('</docs/deprecations#nextAlert>')
  expect((await next({ risk_band: 'high' })).headers.get('deprecation')).toBeNull()
})

it.each<[string, () => Promise<Response>, string[]]>([
  ['risk', () => ask(listQueueOperation, '?risk=high&risk_band=high'), ['risk', 'risk_band']],
  ['decided', () => ask(listQueueOperation, '?decided=true&decision=decided'), ['decided', 'decision']],
  ['band', () => ask(investigateOperation, '?band=high&risk_band=high'), ['band', 'risk_band']],
  ['band in a body', () => next({ band: 'high', risk_band: 'high' }), ['band', 'risk_band']],
])('rejects %s beside the name that replaces it, naming both', async (_, call, fields) => {
  const response = await call()
  const problem = (await response.json()) as { type: string; errors: { field: string }[] }
  expect([response.status, problem.type]).toEqual([400, '/docs/problems/invalid-request'])
  expect(problem.errors.map(({ field }) => field)).toEqual(fields)
})

it('rejects a value that the former name did not accept', async () => {
  const response = await ask(listQueueOperation, '?decided=yes')
  expect(response.status).toBe(400)
  expect(((await response.json()) as { errors: unknown[] }).errors).toEqual([
    { field: 'decided', reason: 'must be true or false' },
  ])
})

it('opens a saved view that was stored with former names', async () => {
  const { analyst } = minted.as
  const saved = await saveView(analyst, {
    page: 'queue',
    name: 'stored',
    query: 'risk=high&status=decided&order=time',
    shared: false,
  })
  const query = 'order=time&risk_band=high&decision=decided'
  expect((await listViews(analyst, 'queue')).items.find(({ id }) => id === saved.id)?.query).toBe(query)
})
