/** Runs operations as route handlers: identity, permission, limits, parsing, the answer, one log line. */
import { noteDenied } from '@/lib/auth'
import type { Context } from '@/lib/auth/context'
import { AppError } from '@/lib/platform/errors'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import { serverTiming, toResponse } from './answer'
import { admit, principalOf } from './authenticate'
import { createObserver } from './observe'
import type { Method, Operation } from './operation'
import { problemResponse, publicError } from './problem'
import { spendRateLimit } from './rate-limit'
import { readInput, type RouteParams } from './read-input'
import { requestIdOf } from './request-id'

type RouteHandler = (request: Request, route?: { params: RouteParams }) => Promise<Response>

/**
 * The exports of a route file: `export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(list, create)`.
 * A method without an operation answers method-not-allowed.
 */
export function apiRoutes(...operations: Operation[]): Record<Method, RouteHandler> {
  const refuse = methodNotAllowed(operations.map((operation) => operation.method))
  const handlers = { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse }
  for (const operation of operations) handlers[operation.method] = apiRoute(operation)
  return handlers
}

/** One operation as a route handler. Never throws: every failure becomes a problem. */
export function apiRoute(operation: Operation): RouteHandler {
  const observe = createObserver(operation)
  return async (request, route) => {
    const start = monotonicMs()
    const requestId = requestIdOf(request)
    const timings: Record<string, number> = {}
    let ctx: Context | null = null
    try {
      ctx = await principalOf(operation, request, requestId)
      if (ctx) admit(operation, ctx)
      if (ctx) await spendRateLimit(ctx)
      if (operation.limit) await operation.limit(ctx, request)
      const input = await readInput(operation, request, route?.params, {
        ctx,
        requestId,
        startedAt: start,
        timings,
      })
      const answer = await operation.handler(input)
      const ms = elapsedMs(start)
      const response = toResponse(operation, answer, {
        'cache-control': 'no-store',
        'x-request-id': requestId,
        'server-timing': serverTiming(timings, ms),
      })
      observe({ requestId, status: response.status, ms, ctx })
      return response
    } catch (thrown) {
      const error = publicError(thrown)
      if (ctx && error.code === 'missing-permission') noteDenied(ctx, operation.id, error.detail)
      const ms = elapsedMs(start)
      observe({ requestId, status: error.status, ms, ctx, error })
      return problemResponse(error, requestId, { 'server-timing': serverTiming(timings, ms) })
    }
  }
}

function methodNotAllowed(allowed: readonly Method[]): RouteHandler {
  const list = allowed.join(', ')
  return async (request) => {
    const error = new AppError('method-not-allowed', { detail: `Allowed here: ${list}.` })
    return problemResponse(error, requestIdOf(request), { allow: list })
  }
}
