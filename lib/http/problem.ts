/** Failures on their way out. */
import { problemBody } from '@/lib/contract/problem'
import { toAppError } from '@/lib/platform/db/errors'
import { AppError } from '@/lib/platform/errors'
import { type ApiResponse, toResponse } from './api-response'

/** The problem as an answer. `headers` join those that the problem itself needs. */
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
  if (error instanceof AppError) return error
  return (
    toAppError(error) ??
    new AppError('internal-error', {
      detail: 'The request failed. Name the request id when you report it.',
      cause: error,
    })
  )
}
