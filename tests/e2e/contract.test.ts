import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'node:http'
import { startServer, type TestServer } from '../support/server'

interface Contract {
  paths: Record<string, Record<string, { security: object[] }>>
}
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

/** Scoring runs in another bundle than the rest of the API; the bundle that comes first makes what the process shares. */
const FIRST_REQUESTS = [
  { method: 'GET', path: '/api/queue' },
  { method: 'POST', path: '/api/score' },
] as const

describe.each(FIRST_REQUESTS)('after $method $path as the first request', (firstRequest) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ firstRequest })
  })
  afterAll(() => server.stop())

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

  /** Sends a body in chunks, without a declared length. */
  function postStream(path: string, chunks: number, chunk: Buffer): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const outgoing = request(server.url + path, {
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

  test('a body over the limit returns 413, with or without a declared length', async () => {
    const body = `{"email":"${'a'.repeat(5_000)}"}`
    const headers = { 'content-type': 'application/json' }
    const declared = await fetch(`${server.url}/api/auth/login`, { method: 'POST', headers, body })
    expect(declared.status).toBe(413)
    expect(await postStream('/api/auth/login', 6, Buffer.alloc(1_000, 0x20))).toBe(413)
  })

  test('a draining process reports it while it still responds', async () => {
    process.kill(server.pid(), 'SIGUSR2')
    // The system may deliver the signal after the next request.
    const ready = () => fetch(`${server.url}/api/ready`)
    let response = await ready()
    for (
      const deadline = Date.now() + 30_000;
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
