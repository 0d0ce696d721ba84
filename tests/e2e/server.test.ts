import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountOf } from '@/lib/access/auth/known-device'
import { withTenant } from '@/lib/platform/db'
import { withClient } from '../support/postgres'
import { startServer, type TestServer } from '../support/server'
import { browserOf, errorOf } from '../support/sign-in'
import { createTestUser, createTenant, TEST_PASSWORD } from '../support/tenant'

const CLIENTS = 16
let server: TestServer

function statusOf(method: string, path: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(server.url + path, { method, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    outgoing
      .on('error', (error) => reject(Object.assign(error, { onOpenConnection: outgoing.reusedSocket })))
      .end()
  })
}

const rejectsConnections = (): Promise<boolean> =>
  statusOf('GET', '/api/health', new Agent()).then(
    () => false,
    ({ code }) => code === 'ECONNREFUSED',
  )

const queueRequestsIn = async (logFile: string): Promise<number> =>
  (await readFile(logFile, 'utf8')).split('"route":"/api/queue"').length - 1

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('the built server', () => {
  it('runs the middleware for pages: a nonce policy, and a redirect to the sign-in screen', async () => {
    const page = await fetch(`${server.url}/login`)
    expect(page.headers.get('content-security-policy')).toMatch(/'nonce-[^']+'/)
    const guarded = await fetch(`${server.url}/queue`, { redirect: 'manual' })
    expect(guarded.headers.get('location')).toBe('/login?callbackUrl=%2Fqueue')
  })

  it('runs no middleware for the API', async () => {
    const response = await fetch(`${server.url}/api/health`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBeNull()
  })

  it('finishes an open request after SIGTERM, accepts no new connection, and starts again', async () => {
    const body = JSON.stringify({ email: 'nobody@example.test', password: 'not a password' })
    const open = request(`${server.url}/api/auth/login`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    })
    open.flushHeaders()
    // The server has the request now.
    await once(open, 'continue')
    open.write(body.slice(0, 10))

    const stopped = server.stop()
    while (!(await rejectsConnections())) await sleep(50)
    open.end(body.slice(10))
    const [response] = (await once(open, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(401)
    response.resume()
    await stopped

    await server.restart()
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  })

  it('breaks no request on an open connection at SIGTERM, and none that it has received', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
    const ends: { code?: string; onOpenConnection?: boolean }[] = []
    let responses = 0
    const before = await queueRequestsIn(server.logFile)
    const client = async () => {
      try {
        while (ends.length < CLIENTS) {
          expect(await statusOf('GET', '/api/queue', agent)).toBe(401)
          responses += 1
        }
      } catch (error) {
        ends.push(error as { code?: string })
      }
    }
    const clients = Promise.all(Array.from({ length: CLIENTS }, client))
    while (responses < 10 * CLIENTS && ends.length === 0) await sleep(20)
    await Promise.all([server.stop(), clients])
    agent.destroy()
    const received = (await queueRequestsIn(server.logFile)) - before
    await server.restart()
    // The kernel resets connections that the server has not accepted yet.
    expect(ends.filter(({ code }) => code !== 'ECONNREFUSED' && code !== 'ECONNRESET')).toEqual([])
    expect(ends.filter(({ onOpenConnection }) => onOpenConnection)).toEqual([])
    expect(received).toBe(responses)
  })

  it.each(['TRACE', 'PROPFIND'])('responds to %s with method-not-allowed', async (method) => {
    expect(await statusOf(method, '/api/health', new Agent())).toBe(405)
  })

  it('names the methods of a path in its response to OPTIONS', async () => {
    const response = await fetch(`${server.url}/api/queue`, { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  it('audits a failed sign-in that it handled just before SIGTERM', async () => {
    const tenant = await createTenant()
    const { id, email } = await createTestUser(tenant, 'analyst')
    const rejected = await fetch(`${server.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'not their password' }),
    })
    expect(rejected.status).toBe(401)
    await server.stop()

    const noted = await withTenant({ tenantId: tenant.id }, (tx) =>
      tx.auditLog.count({ where: { action: 'session.refused', objectId: id } }),
    )
    expect(noted).toBe(1)
    await server.restart()
  })

  it('a wrong password is reported; too many state the time to wait, also after a restart', async () => {
    const { email } = await createTestUser(await createTenant(), 'analyst')
    const visitor = browserOf(server)
    for (let i = 0; i < 5; i++)
      expect(await errorOf(await visitor.signIn(email, 'wrong'))).toBe('CredentialsSignin')
    // A restart takes longer than the first wait, and on a busy machine the next attempt.
    await withClient('superuser', (db) =>
      db.query('update rate_limits set expire = expire + 120000 where key like $1', [
        `sign-in-wait:${accountOf(email)}:%`,
      ]),
    )
    expect(await errorOf(await visitor.signIn(email))).toMatch(/^throttled:\d+$/)
    expect(visitor.jar.has('sentinel-session')).toBe(false)
    await server.kill9()
    await server.restart()
    const result = await fetch(`${server.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: TEST_PASSWORD }),
    })
    expect(result.status).toBe(429)
    expect(Number(result.headers.get('retry-after'))).toBeGreaterThan(1)
  })
})
