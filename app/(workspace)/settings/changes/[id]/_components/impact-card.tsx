import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ChangeRequest } from '@/lib/governance/changes/schema'
import { ImpactView } from '../../../_components/impact-view'

/** The impact as it was shown when the change was requested, or last previewed. */
export function ImpactCard({ change, timeZone }: { change: ChangeRequest; timeZone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Impact</CardTitle>
        <CardNote>Previewed {formatExact(change.previewed_at, timeZone)}</CardNote>
      </CardHeader>
      <CardBody>
        {change.impact ? (
          <ImpactView impact={change.impact} timeZone={timeZone} />
        ) : (
          <CardNote>
            Stored scores do not say what another model would do. Compare the models on live traffic before
            they change places.
          </CardNote>
        )}
      </CardBody>
    </Card>
  )
}
