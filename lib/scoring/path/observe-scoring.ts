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

/** What is kept of a decision until its group is durable. */
export interface Answered {
  job: ScoringJob
  body: string
  outcome: Outcome
  timings: Record<string, number>
}

/** Counts the outcomes of a group that is durable, and the stages once: its rows went through them together. Open pages hear of it. */
export function observeScoring(answered: readonly Answered[]): void {
  for (const { outcome } of answered) metrics.scoringOutcomes.inc({ outcome })
  for (const [stage, ms] of Object.entries(answered[0]?.timings ?? {})) timerOf(stage)(ms)
  const served = answered.filter(({ job }) => job.source !== 'seed')
  const [first] = served
  if (!first) return
  for (const { job } of served) if (job.source === 'api') recordLatency(elapsedMs(job.startedAt))
  const flagged = served.filter(({ outcome }) => outcome !== 'approve').length
  announceScored(first.job.ctx.tenant.id, { count: served.length, flagged })
}
