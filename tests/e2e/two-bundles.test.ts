import { setTimeout as sleep } from 'node:timers/promises'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { startServer, type TestServer } from '../support/server'
import { createTestUser, TEST_PASSWORD } from '../support/tenant'

/** Requests in the window of ten seconds: five per second. */
const PER_WINDOW = 50
const EVENT = { type: 'TRANSFER', amount: 10, sender_account: 'C1', receiver_account: 'C2' }

/** `/api/score` runs in the bundle of the instrumentation, `/api/queue` in that of the routes. */
const HALVES = {
  scoring: { method: 'POST', path: '/api/score', body: EVENT },
  routes: { method: 'GET', path: '/api/queue', body: undefined },
} as const
type Half = keyof typeof HALVES

describe.each([
  ['scoring', 'routes'],
  ['routes', 'scoring'],
] as const)('a server that runs %s first', (first: Half, second: Half) => {
  let server: TestServer
  let minted: MintedTenant
  let token: string

  const send = (method: string, path: string, body?: object, credential = token) =>
    fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    })
  const call = (half: Half, credential?: string) => {
    const { method, path, body } = HALVES[half]
    return send(method, path, body, credential)
  }
  const statusesOf = async (half: Half, count: number, credential?: string) => {
    const responses = await Promise.all(Array.from({ length: count }, () => call(half, credential)))
    const limited = responses.filter(({ status }) => status === 429)
    for (const { headers } of limited) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    return responses.map(({ status }) => status)
  }

  const tokenOf = async (email: string) => {
    const response = await send('POST', '/api/auth/login', { email, password: TEST_PASSWORD }, 'none')
    return ((await response.json()) as { access_token: string }).access_token
  }

  beforeAll(async () => {
    const { method, path } = HALVES[first]
    server = await startServer({ env: { SENTINEL_RATE_LIMIT: '5' }, firstRequest: { method, path } })
  })
  afterAll(() => server.stop())

  beforeEach(async () => {
    minted = await mintTenant()
    token = await tokenOf(minted.emailOf.admin)
  })

  test.each([first, second])('returns 200, then 429 with Retry-After, in %s', async (half) => {
    const statuses = await statusesOf(half, PER_WINDOW + 20)
    expect(statuses.filter((status) => status === 200)).toHaveLength(PER_WINDOW)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
    expect([...new Set(await statusesOf(half === first ? second : first, 10))]).toEqual([429])
  })

  test('rejects a batch that no window holds with 413, and counts no row of a rejected batch', async () => {
    const batch = (rows: number) =>
      send('POST', '/api/score/batch', { transactions: Array.from({ length: rows }, () => EVENT) })
    const tooLarge = await batch(PER_WINDOW + 1)
    expect([tooLarge.status, tooLarge.headers.get('retry-after')]).toEqual([413, null])
    expect(await tooLarge.text()).toContain(`at most ${PER_WINDOW} rows`)
    expect((await batch(PER_WINDOW)).status).toBe(429)
    expect([...new Set(await statusesOf(second, 40))]).toEqual([200])
  })

  test.each([first, second])(
    'rejects a revoked key with 401, then 429, in %s; the token goes on',
    async (half) => {
      const created = await send('POST', '/api/api-keys', { name: 'old', scopes: ['read', 'score:write'] })
      const { id, secret } = (await created.json()) as { id: string; secret: string }
      expect((await call(half, secret)).status).toBe(200)
      expect((await send('DELETE', `/api/api-keys/${id}`)).status).toBe(204)
      // The count of rejected keys of this address lasts a second.
      await sleep(1_100)
      const statuses = new Set(await statusesOf(half, 20, secret))
      expect([...statuses].sort()).toEqual([401, 429])
      expect((await call(half)).status).toBe(200)
    },
  )

  test('stops the keys of a disabled user at once in both halves', async () => {
    const { id: userId, email } = await createTestUser(minted.tenant, 'admin')
    const theirs = await tokenOf(email)
    const created = await send(
      'POST',
      '/api/api-keys',
      { name: 'theirs', scopes: ['read', 'score:write'] },
      theirs,
    )
    const { secret } = (await created.json()) as { secret: string }
    for (const half of [first, second]) expect((await call(half, secret)).status).toBe(200)
    const disabled = await send('PATCH', `/api/users/${userId}`, { status: 'disabled' })
    expect(disabled.status).toBe(200)
    // The rejected keys of the test before count for a second.
    await sleep(1_100)
    for (const half of [first, second]) expect((await call(half, secret)).status).toBe(401)
    for (const half of [first, second]) expect((await call(half, theirs)).status).toBe(401)
  })
})
