import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Lets one change of stages of the tenant run at a time, until its transaction ends. A concurrent change fails at once:
 * waiting for the first one would end in a timeout.
 * @throws AppError conflict
 */
export async function lockStages(tx: TenantClient, tenantId: string): Promise<void> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`model-activation:${tenantId}`}, 0)) as taken`
  if (lock?.taken !== true) throw atTheSameMoment()
}

export const atTheSameMoment = (cause?: unknown): AppError =>
  new AppError('conflict', { detail: 'The stage of another model was changed at the same moment.', cause })
