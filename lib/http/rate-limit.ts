import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Context } from '@/lib/contract/context'
import { options } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { rejectLimited } from '@/lib/platform/limited'
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
 * Charges the caller's institution for work of this size: a request is one point, a batch one per row. Rejected work is
 * not charged. The count is this process's own, so several servers together allow as many times the limit.
 * @throws AppError too-many-requests with the seconds until the window frees
 */
export async function spendRateLimit({ tenant }: Context, points = 1): Promise<void> {
  const limit = limiter()
  // Given back in the next microtask: no later request waits for points that bought nothing.
  await limit.consume(tenant.id, points).catch((reason: unknown) => {
    void limit.reward(tenant.id, points)
    rejectLimited(
      reason,
      `Your institution may send ${limit.points} requests in ${WINDOW_SECONDS} s; each row of a batch counts as one.`,
    )
  })
}

/**
 * Charges the rows of a batch, whose request has been charged one point.
 * @throws AppError too-large for a batch that no window can hold; too-many-requests as above
 */
export async function spendBatchLimit(ctx: Context, rows: number): Promise<void> {
  const allowed = limiter().points
  if (rows > allowed) {
    throw new AppError('too-large', {
      detail: `A batch may have at most ${allowed} rows: your institution may send ${allowed} requests in ${WINDOW_SECONDS} s.`,
    })
  }
  await spendRateLimit(ctx, rows - 1)
}
