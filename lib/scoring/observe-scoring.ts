import { announceScored } from '@/lib/live'
import { metrics, stageTimer } from '@/lib/platform/metrics'
import { recordLatency } from '@/lib/platform/recent-latency'
import { singleton } from '@/lib/platform/singleton'
import { elapsedMs } from '@/lib/platform/time'
import type { Decided } from './record-predictions'

const timers = () => singleton('scoring.timers', () => new Map<string, ReturnType<typeof stageTimer>>())

function timerOf(stage: string): ReturnType<typeof stageTimer> {
  const known = timers().get(stage)
  if (known) return known
  const timer = stageTimer(stage)
  timers().set(stage, timer)
  return timer
}

/** Counts the outcomes of a group that is durable, and the stages once: its rows went through them together. Open pages hear of it. */
export function observeScoring(decided: readonly Decided[]): void {
  for (const { decision } of decided) metrics.scoringOutcomes.inc({ outcome: decision.answer.outcome })
  for (const [stage, ms] of Object.entries(decided[0]?.decision.answer.timings ?? {})) timerOf(stage)(ms)
  const served = decided.filter(({ fresh }) => fresh.job.source !== 'seed')
  const [first] = served
  if (!first) return
  for (const { job } of served.map(({ fresh }) => fresh))
    if (job.source === 'api') recordLatency(elapsedMs(job.startedAt))
  const flagged = served.filter(({ decision }) => decision.answer.outcome !== 'approve').length
  announceScored(first.fresh.job.ctx.tenant.id, { count: served.length, flagged })
}
