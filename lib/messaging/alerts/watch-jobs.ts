import { readJobOutcomes, type TenantClient } from '@/lib/platform/db'
import { activeRules, type ActiveRule } from './active-rules'
import type { MatchedEvent } from './alert-facts'
import type { AlertCursor } from './cursor'
import { recordEvents } from './record-events'
import type { RuleConditions } from './schema'
import { withoutTold } from './without-told'

/** Longer than the statement that stores an outcome can last, so that no older failure appears behind the cursor. */
const SETTLED_MS = 5_000
/** A job that fails at each turn is told once in this time. Its row never settles: each failure replaces the one before. */
const TOLD_AGAIN_MS = 60_000

interface Failure {
  name: string
  failure: string
  failedAt: Date
}

/** Compares failures of background jobs with the rules. @returns the cursor after those that have settled */
export async function watchJobs(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  cursor: AlertCursor,
  now: Date,
): Promise<AlertCursor> {
  const rules = await activeRules(tx, tenantId, 'job_failed')
  if (rules.length === 0) return cursor
  const failures = (await readJobOutcomes()).flatMap(({ name, failure, failed_at: failedAt }) =>
    failedAt !== null && failure !== null && failedAt > cursor.jobsAt ? [{ name, failure, failedAt }] : [],
  )
  for (const rule of rules) {
    const untold = await takeUntold(tx, tenantId, rule, failures)
    if (untold.length > 0) await recordEvents(tx, tenantId, timeZone, rule, untold.map(eventOf), now)
  }
  const settled = now.getTime() - SETTLED_MS
  const newest = failures.reduce(
    (latest, { failedAt }) => (failedAt > latest && failedAt.getTime() <= settled ? failedAt : latest),
    cursor.jobsAt,
  )
  return { ...cursor, jobsAt: newest }
}

/** The failures that the rule watches and has not told. */
function takeUntold(
  tx: TenantClient,
  tenantId: string,
  { id, since, conditions: { jobs } }: ActiveRule<Extract<RuleConditions, { kind: 'job_failed' }>>,
  failures: readonly Failure[],
): Promise<Failure[]> {
  const watched = failures.filter(
    ({ name, failedAt }) => failedAt >= since && (jobs.length === 0 || jobs.includes(name)),
  )
  return withoutTold(tx, tenantId, id, watched, {
    nameOf: ({ name }) => name,
    atOf: ({ failedAt }) => failedAt,
    againMs: TOLD_AGAIN_MS,
  })
}

const eventOf = ({ name, failure, failedAt }: Failure): MatchedEvent => ({
  facts: { kind: 'job_failed', job: name, failure, failed_at: failedAt.toISOString() },
  subject: name,
  sender: null,
  receiver: null,
  at: failedAt,
})
