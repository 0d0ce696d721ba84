/** Failures as RFC 9457 problem details. */
import { AppError, type FieldError, PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { toAppError } from '@/lib/platform/db/errors'
import { type ApiAnswer, toResponse } from './answer'

export interface ProblemBody {
  /** Reference relative to the host, so that it is the same string on every host: `/docs/problems/<code>`. */
  type: string
  title: string
  status: number
  detail: string
  /** The request id, as in the log and in X-Request-Id. */
  instance: string
  errors?: FieldError[]
  /** Of version-conflict: what the object has now. */
  current_version?: number
}

export const problemType = (code: ProblemCode): string => `/docs/problems/${code}`

export function problemBody(error: AppError, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[error.code]
  const body: ProblemBody = {
    type: problemType(error.code),
    title,
    status,
    detail: error.detail ?? `${title}.`,
    instance: requestId,
  }
  if (error.errors) body.errors = error.errors
  if (error.currentVersion !== undefined) body.current_version = error.currentVersion
  return body
}

/** The problem as an answer. `headers` join those that the problem itself needs. */
export function problemAnswer(
  error: AppError,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
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
export const problemResponse = (...problem: Parameters<typeof problemAnswer>): Response =>
  toResponse(problemAnswer(...problem))

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
