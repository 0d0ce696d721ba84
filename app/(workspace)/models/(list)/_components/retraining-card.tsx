import Link from 'next/link'
import { RetrainButton } from '@/components/retraining/retrain-button'
import { RetrainingState } from '@/components/retraining/retraining-state'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Retraining } from '@/lib/governance/retraining/schema'

interface RetrainingCardProps {
  latest: Retraining | null
  /** Why this server cannot train; null where it can. */
  unavailable: string | null
  timeZone: string
  mayAct: boolean
  /** Whether the user may see earlier retrainings and the schedule. */
  mayReadJobs: boolean
}

/** A new model from the institution's own decisions: start, progress, result. */
export function RetrainingCard({ latest, unavailable, timeZone, mayAct, mayReadJobs }: RetrainingCardProps) {
  const isUnderWay = latest !== null && latest.progress !== null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Retraining</CardTitle>
        {mayReadJobs ? (
          <Link
            href="/settings/jobs"
            prefetch={false}
            className="text-muted-foreground hover:text-foreground text-[13px] underline underline-offset-4"
          >
            Schedule and earlier retrainings
          </Link>
        ) : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <CardNote>
          Trains a model on the decisions of your institution whose labels have arrived. The new model becomes
          a challenger, never the production model.
        </CardNote>
        {latest ? <RetrainingState retraining={latest} timeZone={timeZone} mayAct={mayAct} /> : null}
        {mayAct && !isUnderWay ? <RetrainButton label="Retrain" obstacle={unavailable} /> : null}
      </CardBody>
    </Card>
  )
}
