import http from 'node:http'
import https from 'node:https'
import { singleton } from '@/lib/platform/singleton'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import { refusalOf, targetLimits, type TargetLimits } from '../check-url'
import { guardedLookup, type Resolve, resolveHost, TargetRefused } from './resolve-host'

/** From the look-up of the name to the end of the response. */
export const POST_TIMEOUT_MS = 10_000
/** More of a response is not read. */
export const MAX_RESPONSE_BYTES = 65_536

export interface PostResponse {
  status: number
  text: string
  latencyMs: number
  retryAfter: string | null
}

export interface PostOptions {
  limits?: TargetLimits
  resolve?: Resolve
  timeoutMs?: number
}

/** Connections stay open between messages; each was checked when it was opened. */
const agents = () =>
  singleton('alerts.agents', () => {
    const options = { keepAlive: true, maxFreeSockets: 2, timeout: 30_000 }
    return { 'http:': new http.Agent(options), 'https:': new https.Agent(options) }
  })

/**
 * Posts a body to a URL outside. Redirects are not followed: the response with status 3xx is the response.
 * @throws TargetRefused, or the failure of the connection
 */
export async function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { limits = targetLimits(), resolve = resolveHost, timeoutMs = POST_TIMEOUT_MS }: PostOptions = {},
): Promise<PostResponse> {
  // The limits of the operator may be others than when the channel was made.
  const refusal = refusalOf(url, limits)
  if (refusal !== null) throw new TargetRefused(`the URL ${refusal}`)
  const startMs = monotonicMs()
  const signal = AbortSignal.timeout(timeoutMs)
  const options: https.RequestOptions = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'accept-encoding': 'identity',
      'user-agent': 'Sentinel-Alerts/1',
      ...headers,
    },
    agent: agents()[url.protocol as 'http:' | 'https:'],
    lookup: guardedLookup(limits, resolve),
    signal,
  }
  const attempt = () => exchange(url, options, body)
  const { status, text, retryAfter } = await attempt().catch((error: unknown) => {
    // The receiver has most likely closed the connection while it was idle.
    if (isStaleConnection(error)) return attempt()
    throw error
  })
  return { status, text, retryAfter, latencyMs: elapsedMs(startMs) }
}

type Exchange = Omit<PostResponse, 'latencyMs'>

function exchange(url: URL, options: https.RequestOptions, body: string): Promise<Exchange> {
  const send = url.protocol === 'https:' ? https.request : http.request
  return new Promise((resolve, reject) => {
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      const settle = () => {
        const text = Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES).toString('utf8')
        const retryAfter = response.headers['retry-after'] ?? null
        resolve({ status: response.statusCode ?? 0, text, retryAfter })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes < MAX_RESPONSE_BYTES) return
        settle()
        response.destroy()
      })
      response.on('end', settle)
      response.on('error', reject)
    })
    request.on('error', (error) => reject(Object.assign(error, { reused: request.reusedSocket })))
    request.end(body)
  })
}

const isStaleConnection = (error: unknown): boolean => {
  const { code, reused } = error as { code?: string; reused?: boolean }
  return reused === true && (code === 'ECONNRESET' || code === 'EPIPE')
}
