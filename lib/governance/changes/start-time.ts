import { AppError } from '@/lib/platform/errors'
import { MAX_START_DAYS } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** The start of a change as a date; null takes effect at once. @throws AppError invalid-request */
export function startTime(startsAt: string | null, now: Date): Date | null {
  if (startsAt === null) return null
  const at = new Date(startsAt)
  const reason = startProblem(at, now)
  if (reason === null) return at
  throw new AppError('invalid-request', { errors: [{ field: 'starts_at', reason }] })
}

function startProblem(at: Date, now: Date): string | null {
  if (!(at > now)) return 'must lie in the future'
  if (at.getTime() > now.getTime() + MAX_START_DAYS * DAY_MS) return `must lie within ${MAX_START_DAYS} days`
  return null
}
