/** All access to the database: rows of a tenant through withTenant, credentials through the look-ups. */
import { stopListening } from './listen'
import { appPool, scoringPool } from './pools'

export {
  bytesArray,
  float8Array,
  hexArray,
  listOf,
  matrixArray,
  textArray,
  timestampArray,
} from './binary-arrays'
export {
  type ApiKeyRow,
  findApiKey,
  findLoginCandidate,
  findSession,
  type LoginCandidate,
  type SessionRow,
} from './credential-lookup'
export { isRolledBack, isUnavailable, isUniqueViolation, sqlState, toAppError } from './errors'
export { Prisma } from './generated/client'
export { type JobOutcomeRow, readJobOutcomes, writeJobOutcome } from './job-outcomes'
export { type Hearing, listen, type Listening } from './listen'
export { migrationsPending, runMigrations } from './migrations'
export { type TenantPipeline, withTenantPipeline } from './pipeline'
export { openScoringConnections, TIMEOUTS } from './pools'
export { pruneInSlices } from './prune'
export {
  findDueAlertChannels,
  findTenantIds,
  findTenantsToMeasure,
  findTenantsToReplay,
  findTenantsToRetrain,
  findTenantsToSeal,
  findTenantsWithAlertChannels,
  findTenantsWithAlertWork,
  findTenantsWithCanary,
  findTenantsWithDueCases,
  findTenantsWithDueChanges,
  findTenantsWithDueReplayLabels,
  findTenantsWithDueRetraining,
  findTenantsWithOldAlertKeys,
  findTenantsWithOldAlerts,
  findTenantsWithOldChallengerScores,
  findTenantsWithOldDeadLetters,
  findTenantsWithOldIdempotencyKeys,
  findTenantsWithOldLiveEvents,
  findTenantsWithOldNotifications,
  findTenantsWithOldSessions,
  findTenantsWithOldTunerSnapshots,
  findTenantsWithRingWork,
  findTenantsWithOldUploadRejects,
  findTenantsWithUploadWork,
} from './tenant-lookup'
export { afterCommit } from './shared-transaction'
export { inOneTransaction, type TenantClient, withTenant } from './with-tenant'

/** The pool for rate-limiter-flexible's own table, which holds no tenant data. */
export const rateLimitPool = appPool

/** True when the database responds in time. */
export async function pingDatabase(timeoutMs: number): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), timeoutMs).unref())
  const ping = appPool()
    .query('select 1')
    .then(
      () => true,
      () => false,
    )
  return Promise.race([ping, timeout])
}

/** Closes every pool and listening connection. Scripts and tests call it; the server exits without it. */
export async function closeDatabase(): Promise<void> {
  await stopListening()
  await Promise.all([appPool(), scoringPool()].map((pool) => (pool.ended ? undefined : pool.end())))
}
export type { Statement } from './round-trip'
export { clampedSql, clampInstant, FIRST_INSTANT, LAST_INSTANT } from './clamp-instant'
