import type { Operation } from '@/lib/contract/operation'
import {
  addToWatchlistOperation,
  listWatchlistsOperation,
  removeFromWatchlistOperation,
} from '@/lib/desk/watchlists/api'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { bearer, tokenOf } from '../../access/auth/support'

/** The lists over HTTP: statuses, paging, and rejected input. */
describe('the watchlist operations', () => {
  let minted: MintedTenant
  let senior: Record<string, string>
  let analyst: Record<string, string>

  beforeEach(async () => {
    minted = await mintTenant()
    senior = bearer(await tokenOf(minted.emailOf.senior_analyst))
    analyst = bearer(await tokenOf(minted.emailOf.analyst))
  })

  type Call = Parameters<typeof callOperation>[1]
  async function call(operation: Operation, options: Call) {
    const response = await callOperation(operation, options)
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
  const add = (body: unknown, headers = senior) => call(addToWatchlistOperation, { headers, body })
  const list = (query = '') => call(listWatchlistsOperation, { headers: analyst, query })
  const entry = (account_id: unknown, more: object = {}) => ({ account_id, list_type: 'blocked', ...more })

  it('adds with 201, conflicts with 409, removes with 204, and then with 404', async () => {
    const added = await add(entry('C-1', { reason: ' mule ' }))
    expect(added).toMatchObject({
      status: 201,
      body: { account_id: 'C-1', reason: 'mule', expires_at: null },
    })
    expect(await add(entry('C-1'))).toMatchObject({ status: 409, body: { type: '/docs/problems/conflict' } })
    expect((await list()).body).toEqual({ items: [added.body], next_cursor: null })
    const remove = (headers: Record<string, string>) =>
      call(removeFromWatchlistOperation, { headers, params: { id: added.body.id } })
    expect(await remove(analyst)).toMatchObject({ status: 403 })
    expect(await remove(senior)).toEqual({ status: 204, body: null })
    expect(await remove(senior)).toMatchObject({ status: 404, body: { type: '/docs/problems/not-found' } })
  })

  it('responds with one 201 and otherwise 409 to parallel requests for one account', async () => {
    const responses = await Promise.all(Array.from({ length: 6 }, () => add(entry('C-race'))))
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
  })

  it('pages through all entries, newest first, while entries are added and removed', async () => {
    const ids: string[] = []
    for (let i = 0; i < 11; i++) ids.push((await add(entry(`C-${i}`))).body.id)
    const seen: string[] = []
    let query = '?limit=4'
    for (let page = 0; query !== ''; page++) {
      const { body } = await list(query)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      expect(body.items.length).toBeLessThanOrEqual(4)
      query = body.next_cursor === null ? '' : `?limit=4&cursor=${body.next_cursor}`
      await add(entry(`C-during-${page}`))
      const last = { id: body.items.at(-1).id }
      expect((await call(removeFromWatchlistOperation, { headers: senior, params: last })).status).toBe(204)
    }
    expect(seen).toEqual(ids.toReversed())
  })

  it.each(['?limit=0', '?limit=201', '?cursor=x', '?cursor=', '?list=blocked'])(
    'rejects %s',
    async (query) => {
      expect((await list(query)).status).toBe(400)
    },
  )

  it.each([
    [entry(''), 'invalid-request'],
    [entry('x'.repeat(65)), 'invalid-request'],
    [entry('C\n1'), 'invalid-request'],
    [entry('C\u00001'), 'invalid-text'],
    [entry(1), 'invalid-request'],
    [{ ...entry('C-1'), list_type: 'grey' }, 'invalid-request'],
    [entry('C-1', { reason: 'r'.repeat(513) }), 'invalid-request'],
    [entry('C-1', { expires_at: 'tomorrow' }), 'invalid-request'],
    [entry('C-1', { expires_at: '2001-01-01T00:00:00Z' }), 'invalid-request'],
    [entry('C-1', { tenant_id: '1' }), 'unknown-field'],
  ])('rejects %j and stores nothing', async (body, code) => {
    const rejected = await add(body)
    expect(rejected).toMatchObject({ status: 400, body: { type: `/docs/problems/${code}` } })
    expect((await list()).body.items).toEqual([])
  })

  it('accepts the longest account and reason, and an expiry with an offset', async () => {
    const longest = { reason: 'r'.repeat(512), expires_at: '2099-01-01T00:00:00+02:00' }
    const { status, body } = await add(entry('x'.repeat(64), longest))
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...longest, expires_at: '2098-12-31T22:00:00.000Z' })
  })
})
