import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatCounted } from '@/components/fraud/format-metrics'
import { formatExact } from '@/components/fraud/format-time'
import { Badge } from '@/components/ui/badge'
import type { Retraining } from '@/lib/governance/retraining/schema'
import { CancelRetrainingButton } from './cancel-button'
import { causeOf, progressOf, resultOf, RETRAINING_STATUSES } from './retraining-words'

interface RetrainingStateProps {
  retraining: Retraining
  timeZone: string
  mayAct: boolean
}

/** What the latest retraining is at, or what came of it. */
export function RetrainingState({ retraining, timeZone, mayAct }: RetrainingStateProps) {
  const progress = progressOf(retraining)
  return (
    <div className="flex flex-col gap-2 text-[13px]">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <RetrainingBadge retraining={retraining} />
        <RetrainingModel retraining={retraining} />
        <span className="text-muted-foreground">
          {causeOf(retraining)}, {formatExact(retraining.requested_at, timeZone)}
        </span>
      </p>
      {progress ? (
        <>
          <progress
            className="accent-primary h-2 w-full max-w-md"
            value={progress.percent}
            max={100}
            aria-label="Progress of the retraining"
          />
          <p role="status">{progress.text}</p>
          {mayAct ? <CancelRetrainingButton id={retraining.id} /> : null}
        </>
      ) : (
        <p className="max-w-prose">{resultOf(retraining)}</p>
      )}
      {retraining.data ? <TrainedOn data={retraining.data} /> : null}
    </div>
  )
}

export const RetrainingBadge = ({ retraining: { status } }: { retraining: Retraining }): ReactNode => (
  <Badge tone={RETRAINING_STATUSES[status].tone}>{RETRAINING_STATUSES[status].label}</Badge>
)

/** The name of the model that it makes; once registered, a link to the model. */
export function RetrainingModel({ retraining }: { retraining: Retraining }) {
  const name = `${retraining.model.name} ${retraining.model.version}`
  if (retraining.model_version_id === null) return <span className="font-medium">{name}</span>
  return (
    <Link
      href={`/models/${retraining.model_version_id}`}
      prefetch={false}
      className="font-medium underline underline-offset-4"
    >
      {name}
    </Link>
  )
}

function TrainedOn({ data }: { data: NonNullable<Retraining['data']> }) {
  return (
    <p className="text-muted-foreground max-w-prose">
      {formatCounted(data.rows, 'decision')} with {formatCounted(data.frauds, 'fraud')}, older than{' '}
      {formatCounted(data.label_delay_days, 'day')}. Left out:{' '}
      {formatCounted(data.left_out.blocked_without_label, 'blocked payment')} without a label,{' '}
      {formatCounted(data.left_out.other_features, 'decision')} of models with other features.
    </p>
  )
}
