import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Context } from '@/lib/contract/context'
import { rateLimitPool } from '@/lib/platform/db'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { CHECKS_PER_MINUTE, UPLOADS_PER_HOUR, UPLOADS_PER_MINUTE } from './schema'

const LIMITS = {
  'upload-minute': {
    points: UPLOADS_PER_MINUTE,
    duration: 60,
    words: `upload ${UPLOADS_PER_MINUTE} files a minute`,
  },
  'upload-hour': {
    points: UPLOADS_PER_HOUR,
    duration: 3_600,
    words: `upload ${UPLOADS_PER_HOUR} files an hour`,
  },
  'upload-check': {
    points: CHECKS_PER_MINUTE,
    duration: 60,
    words: `check ${CHECKS_PER_MINUTE} files a minute`,
  },
} as const
type Limit = keyof typeof LIMITS

/** All server processes count together. */
const limiter = (limit: Limit) =>
  singleton(
    `scoring.uploads.${limit}`,
    () =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: limit,
        points: LIMITS[limit].points,
        duration: LIMITS[limit].duration,
      }),
  )

const spend = ({ tenant, actor }: Context, limit: Limit): Promise<void> =>
  limiter(limit)
    .consume(`${tenant.id}:${actor.id}`)
    .then(
      () => undefined,
      (reason: unknown) => rejectLimited(reason, `A user can ${LIMITS[limit].words}.`),
    )

/** @throws AppError too-many-requests with the seconds until the user may upload again */
export async function spendUpload(ctx: Context): Promise<void> {
  await spend(ctx, 'upload-minute')
  await spend(ctx, 'upload-hour')
}

/** @throws AppError too-many-requests */
export const spendCheck = (ctx: Context): Promise<void> => spend(ctx, 'upload-check')
