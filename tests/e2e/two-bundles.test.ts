import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { startServer, type TestServer } from '../support/server'
import { createTestUser, TEST_PASSWORD } from '../support/tenant'

interface Contract {
  paths: Record<string, Record<string, { security: object[] }>>
}
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

/** Requests in the window of ten seconds, which begins with the first: two per second. */
const PER_WINDOW = 20
const WINDOW_MS = 10_000
const EVENT = { type: 'TRANSFER', amount: 10, sender_account: 'C1', receiver_account: 'C2' }

/**
 * `/api/score` runs in the bundle of the instrumentation, `/api/queue` in that of the routes; the bundle that comes first
 * makes what the process shares.
 */
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

  /** Responses so far that said the database was late, as it may be on a busy machine; such a request is sent again. */
  let late = 0
  const send = async (method: string, path: string, body?: object, credential = token) => {
    const headers = { authorization: `Bearer ${credential}`, 'content-type': 'application/json' }
    for (const deadline = Date.now() + 60_000; ;) {
      const response = await fetch(server.url + path, { method, headers, body: body && JSON.stringify(body) })
      if (response.status !== 503 || Date.now() > deadline) return response
      late += 1
      await sleep(200)
    }
  }
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
    server = await startServer({ env: { SENTINEL_RATE_LIMIT: '2' }, firstRequest: { method, path } })
  })
  afterAll(() => server.stop())

  async function enter() {
    minted = await mintTenant()
    token = await tokenOf(minted.emailOf.admin)
  }
  beforeEach(enter)

  /** What requests find that came within one window: on a busy machine another institution tries again. */
  async function withinWindow<T>(requests: () => Promise<T>): Promise<T> {
    for (;;) {
      const [since, lateBefore] = [performance.now(), late]
      const found = await requests()
      if (performance.now() - since < WINDOW_MS && late === lateBefore) return found
      await enter()
    }
  }

  test.each([first, second])('returns 200, then 429 with Retry-After, in %s', async (half) => {
    const found = await withinWindow(async () => ({
      here: await statusesOf(half, PER_WINDOW + 20),
      there: await statusesOf(half === first ? second : first, 10),
    }))
    expect(found.here.filter((status) => status === 200)).toHaveLength(PER_WINDOW)
    expect(found.here.filter((status) => status === 429)).toHaveLength(20)
    expect([...new Set(found.there)]).toEqual([429])
  })

  test('rejects a batch that no window holds with 413, and counts no row of a rejected batch', async () => {
    const batch = (rows: number) =>
      send('POST', '/api/score/batch', { transactions: Array.from({ length: rows }, () => EVENT) })
    const { tooLarge, overRest, single } = await withinWindow(async () => ({
      tooLarge: await batch(PER_WINDOW + 1),
      overRest: await batch(PER_WINDOW),
      single: await statusesOf(second, PER_WINDOW - 5),
    }))
    expect([tooLarge.status, tooLarge.headers.get('retry-after')]).toEqual([413, null])
    expect(await tooLarge.text()).toContain(`at most ${PER_WINDOW} rows`)
    expect(overRest.status).toBe(429)
    expect([...new Set(single)]).toEqual([200])
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
      const statuses = new Set<number>()
      // On a busy machine the requests of one burst may come in several seconds.
      for (const deadline = Date.now() + 60_000; statuses.size < 2 && Date.now() < deadline;)
        for (const status of await statusesOf(half, 20, secret)) statuses.add(status)
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

  test('every documented operation that needs credentials returns a 401 problem without them', async () => {
    const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Contract
    const guarded = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, { security }]) => security.length > 0)
        .map(([method]) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, UNKNOWN_ID) })),
    )
    expect(guarded.length).toBeGreaterThan(10)
    for (const { method, path } of guarded) {
      const response = await fetch(server.url + path, { method })
      expect([method, path, response.status]).toEqual([method, path, 401])
      expect(await response.json()).toMatchObject({ type: '/docs/problems/invalid-token', status: 401 })
    }
  })

  test('a method that a path does not have returns 405 with the allowed ones', async () => {
    const response = await fetch(`${server.url}/api/score`, { method: 'PUT' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  test('a body over the limit returns 413, with or without a declared length', async () => {
    const body = `{"email":"${'a'.repeat(5_000)}"}`
    const headers = { 'content-type': 'application/json' }
    const declared = await fetch(`${server.url}/api/auth/login`, { method: 'POST', headers, body })
    expect(declared.status).toBe(413)
    expect(await postStream(`${server.url}/api/auth/login`, 6, Buffer.alloc(1_000, 0x20))).toBe(413)
  })

  test('a draining process reports it while it still responds', async () => {
    process.kill(server.pid(), 'SIGUSR2')
    // The system may deliver the signal after the next request.
    const ready = () => fetch(`${server.url}/api/ready`)
    let response = await ready()
    for (
      const deadline = Date.now() + 60_000;
      response.ok && Date.now() < deadline;
      response = await ready()
    ) {
      await sleep(20)
    }
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ checks: { process: 'is shutting down', database: 'ok' } })
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  })
})

/** Sends a body in chunks, without a declared length. */
function postStream(url: string, chunks: number, chunk: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    outgoing.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    outgoing.on('error', reject)
    for (let i = 0; i < chunks; i++) outgoing.write(chunk)
    outgoing.end()
  })
}
