import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveMetrics } from '@/lib/scoring/stream/worker/serve-metrics'
import { testSetting } from '../../../support/postgres'

/** Guarantee: several workers of a machine serve their metrics, and a worker says when it cannot. */

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close()
    await once(server, 'close')
  }
})

const portOf = (server: Server) => (server.address() as AddressInfo).port
async function serve(first: number, last: number, health = { isReady: false }): Promise<number> {
  const server = await serveMetrics({ first, last }, health)
  servers.push(server)
  return portOf(server)
}
const read = (port: number, path: string, token?: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { connection: 'close', ...(token && { authorization: `Bearer ${token}` }) },
  })

it('is ready while the worker is a member of the group and the database answers', async () => {
  const health = { isReady: false }
  const port = await serve(0, 0, health)
  expect((await read(port, '/ready')).status).toBe(503)
  health.isReady = true
  const response = await read(port, '/ready')
  expect([response.status, await response.json()]).toEqual([200, { ready: true }])
})

it('serves metrics with the token only', async () => {
  const port = await serve(0, 0)
  expect((await read(port, '/metrics')).status).toBe(401)
  const response = await read(port, '/metrics', testSetting('SENTINEL_METRICS_TOKEN'))
  expect(await response.text()).toContain('sentinel_stream_lag_messages')
})

it('takes another port of the range where the first one is in use, and names the setting where all are', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  servers.push(other)
  await once(other, 'listening')
  const taken = portOf(other)
  const port = await serve(taken, taken + 50)
  expect(port).toBeGreaterThan(taken)
  expect(port).toBeLessThanOrEqual(taken + 50)
  await expect(serve(taken, taken)).rejects.toThrow(
    `SENTINEL_STREAM_METRICS_PORT: port ${taken} is in use. Workers of one machine need a port each`,
  )
})
