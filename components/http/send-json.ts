/** Calls our own API from the browser: same origin, session cookie, problem+json read into plain words. */
export interface Refusal {
  code: string
  message: string
}
export type Sent = { ok: true } | { ok: false; refusal: Refusal }
export type Fetched<T> = { ok: true; body: T } | { ok: false; refusal: Refusal }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends, and tells nothing but whether it worked. */
export async function sendJson(method: Method, path: string, body?: unknown): Promise<Sent> {
  const sent = await fetchJson<unknown>(method, path, body)
  return sent.ok ? { ok: true } : sent
}

/** Sends and reads the answer, null where it has no body. The operation's response schema is what T must be. */
export async function fetchJson<T>(method: Method, path: string, body?: unknown): Promise<Fetched<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (response.ok) return { ok: true, body: (response.status === 204 ? null : await response.json()) as T }
    const refusal = refusalOf(await response.json().catch(() => null))
    // The session ended while the page was open: sign in again and come back to this page.
    if (refusal.code === 'invalid-token') window.location.assign(loginAddress())
    return { ok: false, refusal }
  } catch {
    return {
      ok: false,
      refusal: { code: 'unreachable', message: 'The server did not answer. Nothing was changed.' },
    }
  }
}

/** The code is the last segment of the problem's type; the message names the rejected field where there is one. */
export function refusalOf(problem: unknown): Refusal {
  const { type, title, detail, errors } = (problem ?? {}) as Record<string, unknown>
  const code = typeof type === 'string' ? (type.split('/').at(-1) ?? 'internal-error') : 'internal-error'
  const [first] = Array.isArray(errors) ? (errors as { field?: unknown; reason?: unknown }[]) : []
  if (first) return { code, message: `${String(first.field)}: ${String(first.reason)}` }
  const text = [detail, title].find((candidate) => typeof candidate === 'string')
  return { code, message: text === undefined ? 'Something failed on our side.' : String(text) }
}

const loginAddress = (): string =>
  `/login?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`
