import { announceScored } from '@/lib/messaging/live'
import { metrics, stageTimer } from '@/lib/platform/metrics'
import { recordLatency } from '@/lib/platform/recent-latency'
import { singleton } from '@/lib/platform/singleton'
import { elapsedMs } from '@/lib/platform/time'
import type { Outcome } from '@/lib/engine/policy'
import type { ScoringJob } from './job'

const timers = () => singleton('scoring.timers', () => new Map<string, ReturnType<typeof stageTimer>>())

function timerOf(stage: string): ReturnType<typeof stageTimer> {
  const known = timers().get(stage)
  if (known) return known
  const timer = stageTimer(stage)
  timers().set(stage, timer)
  return timer
}

/** What is kept of a scored row until the commit. */
export interface RowOutcome {
  job: ScoringJob
  body: string
  outcome: Outcome
  timings: Record<string, number>
}

/** After the commit: counts outcomes, times the stages once per group, and announces the scored rows to open pages. */
export function observeScoring(outcomes: readonly RowOutcome[]): void {
  for (const { outcome } of outcomes) metrics.scoringOutcomes.inc({ outcome })
  for (const [stage, ms] of Object.entries(outcomes[0]?.timings ?? {})) timerOf(stage)(ms)
  const served = outcomes.filter(({ job }) => job.source !== 'seed')
  const [first] = served
  if (!first) return
  const tenantId = first.job.ctx.tenant.id
  for (const { job } of served) if (job.source === 'api') recordLatency(tenantId, elapsedMs(job.startedAt))
  const flagged = served.filter(({ outcome }) => outcome !== 'approve').length
  announceScored(tenantId, { count: served.length, flagged })
}
