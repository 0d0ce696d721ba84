import { newId } from '@/lib/platform/ids'
import type { IncomingRequest } from '@/lib/platform/incoming'

/** Safe in a header, a log line, a URI reference and the audit trail. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/

/** The caller's X-Request-Id where it is sane, otherwise a new one. */
export function requestIdOf(request: IncomingRequest): string {
  const given = request.headers.get('x-request-id')
  return given !== null && SANE.test(given) ? given : newId()
}
