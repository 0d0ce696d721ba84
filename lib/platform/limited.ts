import { AppError } from './errors'

/** A rejection of rate-limiter-flexible. Its class exists once per bundle, so its shape is tested. */
interface Limited {
  msBeforeNext: number
  consumedPoints: number
}

export const isLimited = (reason: unknown): reason is Limited =>
  typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason && 'consumedPoints' in reason

/**
 * Turns the rejection of a rate limiter into a problem; rethrows any other failure.
 * @throws AppError too-many-requests with the seconds until the next attempt
 */
export function rejectLimited(reason: unknown, detail: string): never {
  if (!isLimited(reason)) throw reason
  const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000))
  throw new AppError('too-many-requests', { detail, retryAfterSeconds })
}
