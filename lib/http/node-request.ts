import type { IncomingMessage } from 'node:http'
import type { IncomingRequest } from '@/lib/platform/incoming'

/** The request of Node's HTTP server with its headers as Next's own requests show them. */
export function requestOf({ method = '', url = '', headers }: IncomingMessage): IncomingRequest {
  return {
    method,
    url,
    headers: {
      get(name) {
        const value = headers[name]
        return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
      },
      has: (name) => headers[name] !== undefined,
    },
  }
}
