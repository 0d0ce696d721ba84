import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Context } from '@/lib/contract/context'
import { rateLimitPool } from '@/lib/platform/db'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'

export const EXPORTS_PER_HOUR = 10

const limiter = () =>
  singleton(
    'transactions.export-limit',
    () =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: 'transaction-exports',
        points: EXPORTS_PER_HOUR,
        duration: 3_600,
      }),
  )

/** @throws AppError too-many-requests with the seconds until the user may export again */
export async function spendExport({ tenant, actor }: Context): Promise<void> {
  await limiter()
    .consume(`${tenant.id}:${actor.id}`)
    .catch((reason: unknown) => rejectLimited(reason, `A user can export ${EXPORTS_PER_HOUR} times an hour.`))
}
