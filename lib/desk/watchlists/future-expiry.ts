import { expiryProblem } from '@/lib/contract/time-bounds'
import { AppError } from '@/lib/platform/errors'

/** The expiry of an entry as a date; null without one. @throws AppError invalid-request for a time out of bounds */
export function futureExpiry(expiresAt: string | null | undefined): Date | null {
  if (expiresAt === null || expiresAt === undefined) return null
  const at = new Date(expiresAt)
  const reason = expiryProblem(at, new Date())
  if (reason === null) return at
  throw new AppError('invalid-request', { errors: [{ field: 'expires_at', reason }] })
}
