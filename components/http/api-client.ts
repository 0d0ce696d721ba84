/** Calls our own API from the browser: same origin, session cookie, problem+json read into plain words. */
import { fillPath } from './api-path'
import type { Claim } from '@/lib/desk/claims/schema'
import type { ApiArguments, ApiCall, ApiResponse } from './api-types'
import { forgetKey, keyOf } from './request-keys'

export interface ApiProblem {
  code: string
  message: string
  /** The rejected fields, by their path in the request. */
  errors?: readonly { field: string; reason: string }[]
  /** Of `claimed`: the claims of other users. */
  claims?: readonly Claim[]
}
export type ApiResult<T> = { ok: true; body: T } | { ok: false; problem: ApiProblem }

/** Calls one operation: `callApi('POST /api/claims/{transaction_id}', { params: { transaction_id } })`. Never throws. */
export async function callApi<C extends ApiCall>(
  call: C,
  ...[request]: ApiArguments<C>
): Promise<ApiResult<ApiResponse<C>>> {
  return await send(call, request, async (response) =>
    response.status === 204 ? null : await response.json(),
  )
}

interface AnyRequest {
  params?: object
  query?: object
  body?: unknown
  ifMatch?: number
  signal?: AbortSignal
}

/** After a lost connection an unsafe request is sent again after so long, with the same Idempotency-Key. */
const RETRY_AFTER_MS = [300, 1_500]

/** Sends, and reads the response of success with `read`. A Blob without a type goes out as CSV, a form as a form, every other body as JSON. */
export async function send<T>(
  call: ApiCall,
  { params, query, body, ifMatch, signal }: AnyRequest = {},
  read: (response: Response) => Promise<T>,
): Promise<ApiResult<T>> {
  const [method = '', template = ''] = call.split(' ')
  const path = fillPath(template, { ...params }, { ...query })
  const { headers, ...payload } = payloadOf(body)
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`
  // Two requests that say the same while the first has no response are one.
  const content = body instanceof Blob ? await contentOf(body) : isForm(body) ? partsOf(body) : body
  const signature = method === 'GET' ? null : JSON.stringify([call, path, ifMatch, content])
  if (signature !== null) headers['idempotency-key'] = keyOf(signature)
  // A file takes effect each time it arrives.
  const isOnce = signature !== null && !isForm(body)
  try {
    const response = await fetchWithRetry(path, { method, signal, headers, ...payload }, isOnce)
    if (signature !== null && response.ok) forgetKey(signature)
    if (response.ok) return { ok: true, body: await read(response) }
    const problem = problemOf(await response.json().catch(() => null))
    const isOver = response.status < SERVER_FAILURE && problem.code !== 'request-in-progress'
    if (signature !== null && isOver) forgetKey(signature)
    // The session ended while the page was open: sign in again and come back to this page.
    if (problem.code === 'invalid-token') window.location.assign(loginUrl())
    return { ok: false, problem }
  } catch {
    return { ok: false, problem: isOnce ? UNKNOWN : UNREACHABLE }
  }
}

const isForm = (body: unknown): body is FormData =>
  Object.prototype.toString.call(body) === '[object FormData]'

/** Raw bytes are named by a digest in their query. */
const contentOf = async (body: Blob): Promise<string | number> =>
  body.type === 'application/octet-stream' ? body.size : await body.text()

/** What a form says, for telling requests apart. */
const partsOf = (form: FormData) =>
  [...form].map(([name, part]) =>
    typeof part === 'string' ? [name, part] : [name, part.name, part.size, part.lastModified],
  )

/** From here on a response does not say whether the request took effect. */
const SERVER_FAILURE = 500

async function fetchWithRetry(path: string, init: RequestInit, retries: boolean): Promise<Response> {
  for (const waitMs of retries ? RETRY_AFTER_MS : []) {
    try {
      const response = await fetch(path, init)
      // The first of two clicks still runs: its response follows.
      if (response.status !== 409 || !response.headers.has('retry-after')) return response
    } catch (error) {
      if (init.signal?.aborted) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return await fetch(path, init)
}

const UNREACHABLE = { code: 'unreachable', message: 'The server did not respond.' }
const UNKNOWN = {
  code: 'unreachable',
  message: 'The server did not respond. Retry: the change is made once, even if it has already arrived.',
}

interface Payload {
  headers: Record<string, string>
  body?: BodyInit
}

function payloadOf(body: unknown): Payload {
  if (body === undefined) return { headers: {} }
  // The browser names the boundary itself.
  if (isForm(body)) return { headers: {}, body }
  if (body instanceof Blob) return { headers: { 'content-type': body.type || 'text/csv' }, body }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The code is the last segment of the problem's type; the message names the rejected field where there is one. */
export function problemOf(document: unknown): ApiProblem {
  const { type, title, detail, errors, claims } = (document ?? {}) as Record<string, unknown>
  const code = typeof type === 'string' ? (type.split('/').at(-1) ?? 'internal-error') : 'internal-error'
  const fields = Array.isArray(errors) ? (errors as { field: string; reason: string }[]) : []
  const [first] = fields
  if (first) return { code, message: `${String(first.field)}: ${String(first.reason)}`, errors: fields }
  const text = [detail, title].find((candidate) => typeof candidate === 'string')
  return {
    code,
    message: text === undefined ? 'Something failed on our side.' : String(text),
    ...(Array.isArray(claims) && { claims: claims as Claim[] }),
  }
}

const loginUrl = (): string =>
  `/login?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`
