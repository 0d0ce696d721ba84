/** Operations as Next's route handlers. */
import { AppError } from '@/lib/platform/errors'
import { problemResponse, toResponse } from './api-response'
import type { Method, Operation } from '@/lib/contract/operation'
import { bytesOf } from './read-body'
import type { RouteParams } from './read-input'
import { requestIdOf } from '@/lib/platform/incoming'
import { operationRunner } from './run-operation'

type RouteHandler = (request: Request, route?: { params: RouteParams }) => Promise<Response>

/**
 * The exports of a route file: `export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(list, create)`.
 * The response for a method without an operation is method-not-allowed. OPTIONS names the methods of the path; Next
 * would name every export.
 */
export function apiRoutes(...operations: Operation[]): Record<Method | 'OPTIONS', RouteHandler> {
  const methods = operations.map((operation) => operation.method)
  const reject = methodNotAllowed(methods)
  const handlers = {
    GET: reject,
    POST: reject,
    PUT: reject,
    PATCH: reject,
    DELETE: reject,
    OPTIONS: nameMethods(methods),
  }
  for (const operation of operations) handlers[operation.method] = apiRoute(operation)
  return handlers
}

/** One operation as a route handler. Never throws. */
export function apiRoute(operation: Operation): RouteHandler {
  const run = operationRunner(operation)
  return async (request, route) =>
    toResponse(await run({ request, params: route?.params, readBytes: bytesOf(request) }))
}

function nameMethods(methods: readonly Method[]): RouteHandler {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  return () => Promise.resolve(new Response(null, { status: 204, headers: { allow } }))
}

function methodNotAllowed(allowed: readonly Method[]): RouteHandler {
  const list = allowed.join(', ')
  return async (request) => {
    const error = new AppError('method-not-allowed', { detail: `Allowed here: ${list}.` })
    return problemResponse(error, requestIdOf(request), { allow: list })
  }
}
