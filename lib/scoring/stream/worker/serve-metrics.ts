import { timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { env } from '@/lib/platform/env'
import { metrics } from '@/lib/platform/metrics'

/** Serves the metrics of the worker on the loopback interface, with the token of GET /api/metrics if there is one. */
export function serveMetrics(port: number): Server {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end()
    if (!isAllowed(request.headers.authorization)) return response.writeHead(401).end()
    void metrics.registry.metrics().then((text) => {
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text)
    })
  })
  return server.listen(port, '127.0.0.1')
}

function isAllowed(given: string | undefined): boolean {
  const token = env().SENTINEL_METRICS_TOKEN
  if (token === undefined) return true
  const [expected, received] = [Buffer.from(`Bearer ${token}`), Buffer.from(given ?? '')]
  return expected.length === received.length && timingSafeEqual(expected, received)
}
