import { AppError } from '@/lib/platform/errors'

/** The expiry of an entry as a date; null without one. @throws AppError invalid-request for a time in the past */
export function futureExpiry(expiresAt: string | null | undefined): Date | null {
  if (expiresAt === null || expiresAt === undefined) return null
  const at = new Date(expiresAt)
  if (at > new Date()) return at
  throw new AppError('invalid-request', {
    errors: [{ field: 'expires_at', reason: 'must lie in the future' }],
  })
}
