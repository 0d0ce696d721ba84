import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pingDatabase } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import type { StreamSettings } from '../settings'
import type { Health } from './health'

const PING_MS = 1_000

/**
 * Serves `/metrics`, with the token of GET /api/metrics if there is one, and `/ready` on the loopback interface, on the first port of
 * the settings that is free: the workers of a machine share its settings.
 * @throws Error where every port is taken
 */
export async function serveMetrics(
  { first, last }: NonNullable<StreamSettings['metricsPorts']>,
  health: Health,
): Promise<Server> {
  for (let port = first; port <= last; port++) {
    const server = await listen(port, health)
    if (!server) continue
    log.info({ port: (server.address() as AddressInfo).port }, 'the worker serves its metrics')
    return server
  }
  const ports = first === last ? `port ${first} is` : `ports ${first} to ${last} are`
  throw new Error(
    `SENTINEL_STREAM_METRICS_PORT: ${ports} in use. Workers of one machine need a port each: set a range, such as 9500-9509, or 0 for any free port.`,
  )
}

/** Null where another process has the port. */
async function listen(port: number, health: Health): Promise<Server | null> {
  const server = createServer((request, response) => {
    if (request.url === '/ready') return void sendReadiness(response, health)
    if (request.url !== '/metrics') return response.writeHead(404).end()
    if (!isAllowed(request.headers.authorization)) return response.writeHead(401).end()
    void metrics.registry.metrics().then((text) => {
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text)
    })
  })
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null
    throw error
  }
}

async function sendReadiness(response: ServerResponse, { isReady }: Health): Promise<void> {
  const ready = isReady && (await pingDatabase(PING_MS))
  response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ ready }))
}

function isAllowed(given: string | undefined): boolean {
  const token = env().SENTINEL_METRICS_TOKEN
  if (token === undefined) return true
  const [expected, received] = [Buffer.from(`Bearer ${token}`), Buffer.from(given ?? '')]
  return expected.length === received.length && timingSafeEqual(expected, received)
}
