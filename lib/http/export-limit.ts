import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Context } from '@/lib/contract/context'
import { rateLimitPool } from '@/lib/platform/db'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'

/** Exports of a user in an hour, from all server processes together. */
export const EXPORTS_PER_HOUR = { 'transaction-exports': 10, 'case-briefs': 30 } as const
export type ExportKind = keyof typeof EXPORTS_PER_HOUR

const limiter = (kind: ExportKind) =>
  singleton(
    `http.export-limit.${kind}`,
    () =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: kind,
        points: EXPORTS_PER_HOUR[kind],
        duration: 3_600,
      }),
  )

const WORDS: Record<ExportKind, string> = {
  'transaction-exports': 'export',
  'case-briefs': 'export case briefs',
}

/** @throws AppError too-many-requests with the seconds until the user may export again */
export async function spendExport({ tenant, actor }: Context, kind: ExportKind): Promise<void> {
  await limiter(kind)
    .consume(`${tenant.id}:${actor.id}`)
    .catch((reason: unknown) =>
      rejectLimited(reason, `A user can ${WORDS[kind]} ${EXPORTS_PER_HOUR[kind]} times an hour.`),
    )
}
