import { startServer } from '../../tests/support/server'
import { memoryOf } from './http'
import { type LoadRequest, runLoad } from './load'
import type { BenchResult } from './main-job'
import { countFailures, failuresOf, runPaced } from './paced-load'
import { prepareBench } from './prepare'

const UNLIMITED = { LOG_LEVEL: 'info', SENTINEL_RATE_LIMIT: '1000000' }
/** Enough for a rate of thousands at the time that a score takes; more would never be used. */
const CONNECTIONS = 64

const post = (apiKey: string, path: string, body: unknown): LoadRequest => ({
  method: 'POST',
  path,
  headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Single scores at a steady rate over keep-alive connections: no connection may break, every response is 2xx. */
export async function soak({ seconds, rate }: { seconds: number; rate: number }): Promise<BenchResult> {
  const { apiKey, body, close } = await prepareBench()
  await close()
  const server = await startServer({ env: UNLIMITED })
  try {
    const next = () => post(apiKey, '/api/score', body())
    const load = { url: server.url, perSecond: rate, seconds, connections: CONNECTIONS, next }
    const result = await runPaced(load)
    const memory = memoryOf(server.pid())
    return {
      lines: [
        {
          what: 'POST /api/score',
          load: `${rate} per s for ${seconds} s`,
          samples: result.samples,
          perSecond: result.samples.length / seconds,
        },
      ],
      notes: [
        failuresOf(result),
        ...(memory ? [`Server memory: ${memory.nowMb} MB, ${memory.peakMb} MB at most`] : []),
      ],
      failures: countFailures(result),
    }
  } finally {
    await server.stop()
  }
}

/** Two server processes on one institution: batches of 1,000 on the first beside single scores at 20/s on the second. */
export async function twoServers({ seconds }: { seconds: number }): Promise<BenchResult> {
  const { apiKey, body, close } = await prepareBench()
  await close()
  const [first, second] = [await startServer({ env: UNLIMITED }), await startServer({ env: UNLIMITED })]
  try {
    const batch = () =>
      post(apiKey, '/api/score/batch', { transactions: Array.from({ length: 1_000 }, () => body()) })
    const single = () => post(apiKey, '/api/score', body())
    const paced = { url: second.url, perSecond: 20, connections: CONNECTIONS, next: single }
    const alone = await runPaced({ ...paced, seconds: Math.min(seconds, 5) })
    const [batches, beside] = await Promise.all([
      runLoad({ url: first.url, connections: 2, seconds, warmup: 1, next: batch }),
      runPaced({ ...paced, seconds }),
    ])
    const line = (what: string, load: string, samples: number[]) => ({ what, load, samples })
    return {
      lines: [
        line('single scores, server 2', 'alone, 20 per s', alone.samples),
        line('single scores, server 2', 'beside batches', beside.samples),
        line('batches of 1,000, server 1', '2 connections', batches.samples),
      ],
      notes: [`Single scores beside batches: ${failuresOf(beside)}; batches: ${batches.failures} not 2xx`],
      failures: countFailures(alone) + countFailures(beside) + batches.failures,
    }
  } finally {
    await Promise.all([first.stop(), second.stop()])
  }
}
