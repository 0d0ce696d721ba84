import type { Context } from '@/lib/contract/context'
import type { AppError, ProblemCode } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import type { Operation } from '@/lib/contract/operation'

export interface Outcome {
  requestId: string
  status: number
  ms: number
  ctx: Context | null
  /** Set where the request failed. */
  error?: AppError
}

/** Temporary or setup conditions, not faults of the code: logged without a stack. */
const CONDITIONS = new Set<ProblemCode>(['overloaded', 'no-production-model', 'database-unavailable'])

/** Writes the log line and the metric of one request. Ids only: no bodies, credentials or account numbers. */
export function createObserver(operation: Operation): (outcome: Outcome) => void {
  const { method, path: route } = operation
  const series = new Map<number, { observe(seconds: number): void }>()
  return ({ requestId, status, ms, ctx, error }) => {
    let duration = series.get(status)
    if (!duration) series.set(status, (duration = metrics.httpDuration.labels(method, route, String(status))))
    duration.observe(ms / 1000)
    const line = { requestId, method, route, status, ms, tenantId: ctx?.tenant.id, actorId: ctx?.actor.id }
    if (!error) log.info(line, 'request')
    else if (status < 500) log.info({ ...line, problem: error.code }, 'request')
    else if (CONDITIONS.has(error.code))
      log.warn({ ...line, problem: error.code, reason: reasonOf(error) }, 'request')
    else log.error({ ...line, problem: error.code, err: error.cause ?? error }, 'request')
  }
}

const reasonOf = ({ cause, message }: AppError): string => (cause instanceof Error ? cause.message : message)
