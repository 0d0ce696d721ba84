/** Runs operations: identity, permission, limits, parsing, the response, one log line. */
import { noteDenied } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import type { Prisma } from '@/lib/platform/db'
import { type IncomingRequest, requestIdOf } from '@/lib/platform/incoming'
import { log } from '@/lib/platform/log'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import {
  type ApiResponse,
  problemApiResponse,
  publicError,
  serverTiming,
  toApiResponse,
} from './api-response'
import { admit, principalOf } from './authenticate'
import { deprecationHeaders } from './former-names'
import { createObserver } from './observe'
import type { Operation } from '@/lib/contract/operation'
import { spendRateLimit } from './rate-limit'
import { checkRows, countsRows, rowsIn, spendRows } from './row-budget'
import type { ReadBytes } from './read-body'
import { readInput, type RouteParams } from './read-input'
import { runOnce } from './run-once'

/** One call of an operation, from Next or from Node's server. */
export interface ApiCall {
  request: IncomingRequest
  params?: RouteParams
  readBytes: ReadBytes
}

/** One operation as a function from call to response. Never throws: every failure becomes a problem. */
export function operationRunner(operation: Operation): (call: ApiCall) => Promise<ApiResponse> {
  const observe = createObserver(operation)
  const counted = countsRows(operation)
  return async (call) => {
    const { request } = call
    const start = monotonicMs()
    const requestId = requestIdOf(request)
    const timings: Record<string, number> = {}
    let ctx: Context | null = null
    try {
      ctx = await principalOf(operation, request, requestId)
      if (ctx) admit(operation, ctx)
      if (ctx) await spendRateLimit(ctx)
      if (ctx && counted) checkRows(ctx)
      if (operation.limit) await operation.limit(ctx, request)
      const known = { ctx, request, requestId, startedAt: start, timings }
      const read = await readInput(operation, call, known)
      const { input } = read
      const response = await runOnce(operation, ctx, read, async () => {
        const handled = await operation.handler(input)
        if (ctx && counted)
          await spendRows(ctx, rowsIn(handled), { list: operation.id, filter: filterOf(input.query) })
        return toApiResponse(operation, handled)
      })
      const ms = elapsedMs(start)
      response.headers = {
        'cache-control': 'no-store',
        'x-request-id': requestId,
        'server-timing': serverTiming(timings, ms),
        ...response.headers,
        ...(read.deprecated && deprecationHeaders(operation)),
      }
      observe({ requestId, status: response.status, ms, ctx })
      return response
    } catch (thrown) {
      const error = publicError(thrown)
      if (ctx && error.code === 'missing-permission') noteDenied(ctx, operation.id, error.detail)
      if (ctx && operation.failed) await noteFailure(operation.failed(ctx, request, error), requestId)
      const ms = elapsedMs(start)
      observe({ requestId, status: error.status, ms, ctx, error })
      return problemApiResponse(error, requestId, { 'server-timing': serverTiming(timings, ms) })
    }
  }
}

/** The caller learns of the failure itself, also where it cannot be noted. */
const noteFailure = (noted: Promise<void>, requestId: string): Promise<void> =>
  noted.catch((err: unknown) => log.error({ err, requestId }, 'a failed call could not be noted'))

/** The query of a read as the audit log records it: where the page starts says nothing to its reader. */
function filterOf(query: object | undefined): Prisma.InputJsonObject {
  const { cursor: _, ...filter } = { cursor: undefined, ...query }
  return JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject
}
