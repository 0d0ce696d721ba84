import { readFileSync } from 'node:fs'
import { cpuSeconds } from './cpu-time'
import { type LoadRequest, runLoad } from './load'
import type { BenchLine } from './table'

/** The product over HTTP, each load compared with a bare route handler. */
export interface HttpBench {
  url: string
  pid: number
  apiKey: string
  /** Cookie header of a signed-in analyst. */
  cookie: string
  /** The next transaction body, a new one for each call. */
  body(): Record<string, unknown>
  seconds: number
}

const FLOOR = 'bare route handler'

export async function benchHttp(bench: HttpBench): Promise<{ lines: BenchLine[]; failures: number }> {
  const lines: BenchLine[] = []
  let failures = 0
  const machine = { authorization: `Bearer ${bench.apiKey}`, 'content-type': 'application/json' }
  const score = (): LoadRequest => ({
    method: 'POST',
    path: '/api/score',
    headers: machine,
    body: JSON.stringify(bench.body()),
  })
  const batch = (): LoadRequest => ({
    method: 'POST',
    path: '/api/score/batch',
    headers: machine,
    body: JSON.stringify({ transactions: Array.from({ length: 1_000 }, () => bench.body()) }),
  })
  const get = (path: string, headers: Record<string, string>) => (): LoadRequest => ({
    method: 'GET',
    path,
    headers,
  })
  const measure = async (
    what: string,
    connections: number,
    next: () => LoadRequest,
    options: { warmup?: number; floor?: string } = {},
  ) => {
    const { warmup = 300, floor } = options
    const before = cpuSeconds(bench.pid)
    const result = await runLoad({ url: bench.url, connections, seconds: bench.seconds, warmup, next })
    const after = cpuSeconds(bench.pid)
    failures += result.failures
    const load = `${connections} connection${connections > 1 ? 's' : ''}`
    lines.push({
      what,
      load,
      samples: result.samples,
      perSecond: result.samples.length / result.seconds,
      cpuMs:
        before === null || after === null
          ? undefined
          : (1_000 * (after - before)) / (warmup + result.samples.length),
      floor,
    })
  }
  const bare = get('/api/health', {})
  await measure(FLOOR, 1, bare)
  await measure('POST /api/score', 1, score, { floor: FLOOR, warmup: 1_000 })
  await measure(`${FLOOR} `, 16, bare)
  await measure('POST /api/score', 16, score, { floor: `${FLOOR} `, warmup: 1_000 })
  await measure('POST /api/score/batch of 1,000', 1, batch, { floor: FLOOR, warmup: 5 })
  await measure('GET /api/queue', 1, get('/api/queue?limit=50', machine), { floor: FLOOR })
  await measure('page /queue', 1, get('/queue', { cookie: bench.cookie }), { floor: FLOOR, warmup: 50 })
  return { lines, failures }
}

/** Current and peak resident memory of a process, in MB; null where the system does not report it. */
export function memoryOf(pid: number): { nowMb: number; peakMb: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
    return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') }
  } catch {
    return null
  }
}
