import { problemBody } from '@/lib/contract/problem'
import { toAppError } from '@/lib/platform/db/errors'
import { AppError, isAppError } from '@/lib/platform/errors'
import type { Operation } from '@/lib/contract/operation'
import { isRawResponse } from '@/lib/contract/raw-response'

/** A response before Next or Node sends it. Header names in lower case. */
export interface ApiResponse {
  status: number
  headers: Record<string, string>
  body: string | ReadableStream<Uint8Array> | null
}

const NO_CONTENT = 204
const JSON_HEADERS = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } as const

/**
 * The response of a successful handler. One that its schema rejects is a defect and throws, so that no undeclared field is
 * sent.
 */
export function toApiResponse(operation: Operation, handled: unknown): ApiResponse {
  if (isRawResponse(handled)) {
    const { status, bodyText, headers } = handled
    if (status === NO_CONTENT) return { status, headers: {}, body: null }
    return { status, headers: { ...JSON_HEADERS, ...headers }, body: bodyText }
  }
  const { status, schema } = operation.response
  if (!schema) return { status, headers: {}, body: null }
  return { status, headers: { ...JSON_HEADERS }, body: JSON.stringify(schema.parse(handled)) }
}

/** The response as a route handler returns it. */
export function toResponse({ status, headers, body }: ApiResponse): Response {
  // As bytes: a text would be searched for lone surrogates and copied before it is encoded.
  return new Response(typeof body === 'string' ? Buffer.from(body) : body, { status, headers })
}

/** `score;dur=1.2, total;dur=3.4` */
export function serverTiming(timings: Readonly<Record<string, number>>, totalMs: number): string {
  let text = ''
  for (const stage in timings) text += `${stage};dur=${timings[stage]}, `
  return `${text}total;dur=${totalMs}`
}

/** The problem as a response. `headers` join those that the problem itself needs. */
export function problemApiResponse(
  error: AppError,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): ApiResponse {
  const all: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...headers,
  }
  if (error.retryAfterSeconds !== undefined) all['retry-after'] = String(Math.ceil(error.retryAfterSeconds))
  if (error.code === 'invalid-token') all['www-authenticate'] = 'Bearer'
  return { status: error.status, headers: all, body: JSON.stringify(problemBody(error, requestId)) }
}

/** The same from a route handler. */
export const problemResponse = (...problem: Parameters<typeof problemApiResponse>): Response =>
  toResponse(problemApiResponse(...problem))

/** The public error for anything thrown; what it does not know becomes internal-error with a fixed text. */
export function publicError(error: unknown): AppError {
  if (isAppError(error)) return error
  return (
    toAppError(error) ??
    new AppError('internal-error', {
      detail: 'The request failed. Name the request id when you report it.',
      cause: error,
    })
  )
}
