import { newId } from './ids'

/** The part of a request that authentication, limits and operations read. A web Request has it. */
export interface IncomingRequest {
  readonly method: string
  /** Absolute, or from the root of the host. */
  readonly url: string
  readonly headers: IncomingHeaders
}

/** Names in lower case. */
export interface IncomingHeaders {
  get(name: string): string | null
  has(name: string): boolean
}

/** Safe in a header, a log line, a URI reference and the audit log. */
const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/

/** The caller's X-Request-Id where it is safe, otherwise a new one. */
export function requestIdOf(request: IncomingRequest): string {
  const given = request.headers.get('x-request-id')
  return given !== null && SAFE_ID.test(given) ? given : newId()
}
