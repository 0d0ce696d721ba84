import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LoadRequest } from './load'

/** An open loop: requests start at their time, whether earlier ones have been answered or not. */
interface PacedLoad {
  url: string
  perSecond: number
  seconds: number
  connections: number
  next(): LoadRequest
}

export interface PacedResult {
  samples: number[]
  /** Connections that broke before the whole response arrived. */
  resets: number
  /** How often each status other than 2xx came. */
  failed: Map<number, number>
}

/** Requests that wait for a connection beyond this are counted as failed with status 0 and not sent. */
const MOST_OPEN = 2_000

export async function runPaced(load: PacedLoad): Promise<PacedResult> {
  const { hostname: host, port } = new URL(load.url)
  const agent = new http.Agent({ keepAlive: true, maxSockets: load.connections })
  const result: PacedResult = { samples: [], resets: 0, failed: new Map() }
  const fail = (status: number) => result.failed.set(status, (result.failed.get(status) ?? 0) + 1)
  const total = Math.round(load.perSecond * load.seconds)
  const startedAt = performance.now()
  const open = new Set<Promise<void>>()
  const send = ({ path, method, headers, body = '' }: LoadRequest) =>
    new Promise<void>((resolve) => {
      const sentAt = performance.now()
      const broken = () => {
        result.resets += 1
        resolve()
      }
      const length = { 'content-length': Buffer.byteLength(body) }
      const call = http.request(
        { agent, host, port, path, method, headers: { ...headers, ...length } },
        (response) => {
          const { statusCode: status = 0 } = response
          response.on('data', () => undefined)
          response.on('error', broken)
          response.on('end', () => {
            result.samples.push(performance.now() - sentAt)
            if (status < 200 || status > 299) fail(status)
            resolve()
          })
        },
      )
      call.on('error', broken)
      call.end(body)
    })
  for (let sent = 0; sent < total; sent += 1) {
    const due = startedAt + (sent * 1_000) / load.perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    if (open.size >= MOST_OPEN) {
      fail(0)
      continue
    }
    const request = send(load.next())
    open.add(request)
    void request.then(() => open.delete(request))
  }
  await Promise.all(open)
  agent.destroy()
  return result
}

/** `0 resets, 3 x 503` */
export const failuresOf = ({ resets, failed }: PacedResult): string =>
  [`${resets} resets`, ...[...failed].map(([status, n]) => `${n} x ${status || 'not sent'}`)].join(', ')

export const countFailures = ({ resets, failed }: PacedResult): number =>
  [...failed.values()].reduce((sum, n) => sum + n, resets)
