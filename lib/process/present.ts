import type { JobOutcomeRow } from '@/lib/platform/db'
import type { BackgroundJob } from './schema'

export const presentJob = (row: JobOutcomeRow, now: Date): BackgroundJob => ({
  name: row.name,
  every_seconds: row.every_ms / 1000,
  last_ended_at: row.ended_at.toISOString(),
  last_duration_ms: row.duration_ms,
  next_at: new Date(Math.max(now.getTime(), row.ended_at.getTime() + row.every_ms)).toISOString(),
  failures: Number(row.failures),
  last_failed_at: row.failed_at?.toISOString() ?? null,
  last_failure: row.failure,
})
