import { readFileSync } from 'node:fs'
import { until } from '../support/kafka'
import { mintTenant } from '../support/minted-tenant'
import { scoringKey } from '../support/scoring'
import { startServer, type TestServer } from '../support/server'

/** Guarantee: a server runs a worker of the stream in its process, and serves whatever Kafka does. */

let server: TestServer | undefined
afterAll(async () => await server?.stop())

it('scores by HTTP while its worker retries to reach Kafka, and ends with it', async () => {
  const minted = await mintTenant()
  server = await startServer({
    env: {
      SENTINEL_STREAM_IN_SERVER: '1',
      // Nothing listens there.
      SENTINEL_KAFKA_BROKERS: '127.0.0.1:1',
      SENTINEL_STREAM_TOPICS: `${minted.tenant.slug}=payments`,
    },
  })
  const { url, logFile } = server
  await until('the worker retries', async () => {
    const lines = readFileSync(logFile, 'utf8').split('\n')
    return lines.some((line) => line.includes('it joins again') && line.includes('ECONNREFUSED'))
  })
  const response = await fetch(`${url}/api/score`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await scoringKey(minted)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'TRANSFER', amount: 10, sender_account: 'C1', receiver_account: 'C2' }),
  })
  expect(response.status).toBe(200)
  await server.stop()
  expect(readFileSync(logFile, 'utf8')).not.toContain('the stream in the server ended')
})
