import { metrics, stageTimer } from '@/lib/platform/metrics'
import { singleton } from '@/lib/platform/singleton'
import type { Decided } from './record-predictions'

const timers = () => singleton('scoring.timers', () => new Map<string, ReturnType<typeof stageTimer>>())

function timerOf(stage: string): ReturnType<typeof stageTimer> {
  const known = timers().get(stage)
  if (known) return known
  const timer = stageTimer(stage)
  timers().set(stage, timer)
  return timer
}

/** Counts the outcomes of a group that is durable, and the stages once: its rows went through them together. */
export function observeScoring(decided: readonly Decided[]): void {
  for (const { decision } of decided) metrics.scoringOutcomes.inc({ outcome: decision.answer.outcome })
  for (const [stage, ms] of Object.entries(decided[0]?.decision.answer.timings ?? {})) timerOf(stage)(ms)
}
