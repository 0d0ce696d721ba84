import { readJobOutcomes, type TenantClient } from '@/lib/platform/db'
import { activeRules } from './active-rules'
import type { MatchedEvent } from './alert-facts'
import type { AlertCursor } from './cursor'
import { recordEvents } from './record-events'

/** Longer than the statement that stores an outcome can last, so that no older failure appears behind the cursor. */
const SETTLED_MS = 5_000

/** Compares failures of background jobs with the rules. @returns the cursor after them */
export async function watchJobs(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  cursor: AlertCursor,
  now: Date,
): Promise<AlertCursor> {
  const rules = await activeRules(tx, tenantId, 'job_failed')
  if (rules.length === 0) return cursor
  const settled = new Date(now.getTime() - SETTLED_MS)
  const failures = (await readJobOutcomes()).flatMap(({ name, failure, failed_at: failedAt }) =>
    failedAt !== null && failure !== null && failedAt > cursor.jobsAt && failedAt <= settled
      ? [{ name, failure, failedAt }]
      : [],
  )
  for (const rule of rules) {
    const { jobs } = rule.conditions
    const events = failures
      .filter(({ name, failedAt }) => failedAt >= rule.since && (jobs.length === 0 || jobs.includes(name)))
      .map(({ name, failure, failedAt }): MatchedEvent => ({
        facts: { kind: 'job_failed', job: name, failure, failed_at: failedAt.toISOString() },
        subject: name,
        sender: null,
        receiver: null,
        at: failedAt,
      }))
    if (events.length > 0) await recordEvents(tx, tenantId, timeZone, rule, events, now)
  }
  const newest = failures.reduce(
    (latest, { failedAt }) => (failedAt > latest ? failedAt : latest),
    cursor.jobsAt,
  )
  return { ...cursor, jobsAt: newest }
}
