import type { BadgeTone } from '@/components/ui/badge'
import type {
  Retraining,
  RetrainingCause,
  RetrainingStage,
  RetrainingStatus,
} from '@/lib/governance/retraining/schema'

/** Retrainings in words. */
export const RETRAINING_STATUSES: Record<RetrainingStatus, { label: string; tone: BadgeTone }> = {
  queued: { label: 'Waits', tone: 'outline-neutral' },
  exporting: { label: 'Exporting', tone: 'outline-info' },
  training: { label: 'Training', tone: 'outline-info' },
  evaluating: { label: 'Evaluating', tone: 'outline-info' },
  registering: { label: 'Registering', tone: 'outline-info' },
  succeeded: { label: 'Succeeded', tone: 'outline-good' },
  failed: { label: 'Failed', tone: 'outline-high' },
  cancelled: { label: 'Cancelled', tone: 'outline-neutral' },
}

const STAGE_WORDS: Record<RetrainingStage, string> = {
  queued: 'Waits for a server that can train',
  exporting: 'Exports the decisions of your institution',
  training: 'Trains the model',
  evaluating: 'Measures the model on payments that training did not see',
  registering: 'Verifies and registers the model',
}

/** Share of the whole that is done when a stage begins: training takes most of the time. */
const STAGE_STARTS: Record<RetrainingStage, number> = {
  queued: 0,
  exporting: 0,
  training: 0.2,
  evaluating: 0.85,
  registering: 0.95,
}
const ORDER = Object.values(STAGE_STARTS)

/** What a retraining is at, and how much of the whole is done, in per cent. Null when it has ended. */
export function progressOf({
  progress,
}: Pick<Retraining, 'progress'>): { text: string; percent: number } | null {
  if (!progress) return null
  const { stage, fraction, message } = progress
  const start = STAGE_STARTS[stage]
  const end = ORDER.find((next) => next > start) ?? 1
  const percent = stage === 'queued' ? 0 : Math.round(100 * (start + fraction * (end - start)))
  return { text: message === null ? STAGE_WORDS[stage] : `${STAGE_WORDS[stage]} (${message})`, percent }
}

/** Why it started: 'Maya Chen asked for it', 'by schedule', 'by a drift alarm'. */
export function causeOf({ cause, requested_by: by }: Pick<Retraining, 'cause' | 'requested_by'>): string {
  const words: Record<RetrainingCause, string> = {
    user: `${by?.name ?? 'A former user'} asked for it`,
    schedule: 'by schedule',
    drift_alarm: 'by a drift alarm',
  }
  return words[cause]
}

/** What came of a retraining that has ended, in a sentence or two; null while it is under way. */
export function resultOf({
  status,
  failure,
  placement,
}: Pick<Retraining, 'status' | 'failure' | 'placement'>): string | null {
  if (status === 'failed') return failure
  if (status === 'cancelled') return 'Nothing was registered.'
  if (!placement) return null
  if (placement.stage === 'shadow')
    return 'The new model scores beside the production model, as a challenger.'
  return `The new model is registered and does not score. ${placement.reason ?? ''}`.trim()
}
