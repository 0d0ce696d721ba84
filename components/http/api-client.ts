/** Calls our own API from the browser: same origin, session cookie, problem+json read into plain words. */
import { fillPath } from './api-path'
import type { ApiArguments, ApiCall, ApiResponse } from './api-types'

export interface ApiProblem {
  code: string
  message: string
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
  signal?: AbortSignal
}

/** Sends, and reads the response of success with `read`. A Blob goes out as CSV, every other body as JSON. */
export async function send<T>(
  call: ApiCall,
  { params, query, body, signal }: AnyRequest = {},
  read: (response: Response) => Promise<T>,
): Promise<ApiResult<T>> {
  const [method = '', template = ''] = call.split(' ')
  const path = fillPath(template, { ...params }, { ...query })
  try {
    const response = await fetch(path, { method, signal, ...payloadOf(body) })
    if (response.ok) return { ok: true, body: await read(response) }
    const problem = problemOf(await response.json().catch(() => null))
    // The session ended while the page was open: sign in again and come back to this page.
    if (problem.code === 'invalid-token') window.location.assign(loginUrl())
    return { ok: false, problem }
  } catch {
    return { ok: false, problem: UNREACHABLE }
  }
}

const UNREACHABLE = {
  code: 'unreachable',
  message: 'The server did not respond. Nothing was changed.',
}

function payloadOf(body: unknown): Pick<RequestInit, 'headers' | 'body'> {
  if (body === undefined) return { headers: {} }
  if (body instanceof Blob) return { headers: { 'content-type': 'text/csv' }, body }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The code is the last segment of the problem's type; the message names the rejected field where there is one. */
export function problemOf(document: unknown): ApiProblem {
  const { type, title, detail, errors } = (document ?? {}) as Record<string, unknown>
  const code = typeof type === 'string' ? (type.split('/').at(-1) ?? 'internal-error') : 'internal-error'
  const [first] = Array.isArray(errors) ? (errors as { field?: unknown; reason?: unknown }[]) : []
  if (first) return { code, message: `${String(first.field)}: ${String(first.reason)}` }
  const text = [detail, title].find((candidate) => typeof candidate === 'string')
  return { code, message: text === undefined ? 'Something failed on our side.' : String(text) }
}

const loginUrl = (): string =>
  `/login?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`
