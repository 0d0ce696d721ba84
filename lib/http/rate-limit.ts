import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Context } from '@/lib/contract/context'
import { options } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'

/** Averaging over some seconds admits a batch or a burst that exceeds one second's share. */
const WINDOW_SECONDS = 10

const limiter = () =>
  singleton(
    'http.rate-limit',
    () =>
      new RateLimiterMemory({
        points: options().SENTINEL_RATE_LIMIT * WINDOW_SECONDS,
        duration: WINDOW_SECONDS,
      }),
  )

/**
 * Charges the caller's institution for work of this size: a request is one point, a batch one per row. The count is
 * this process's own, so several servers together allow as many times the limit.
 * @throws AppError too-many-requests with the seconds until the window frees
 */
export async function spendRateLimit(ctx: Context, points = 1): Promise<void> {
  await limiter().consume(ctx.tenant.id, points).catch(reject)
}

function reject(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const allowed = limiter().points
  throw new AppError('too-many-requests', {
    detail: `Your institution may send ${allowed} requests in ${WINDOW_SECONDS} s; each row of a batch counts as one.`,
    retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)),
  })
}
