import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ChangeKindName, ChangeRequest } from '@/lib/governance/changes/schema'
import { OutlookView } from '../../../_components/outlook-view'

/** What is known of the effect, as it was shown when the change was requested, or last previewed. */
export function OutlookCard({ change, timeZone }: { change: ChangeRequest; timeZone: string }) {
  const known = change.impact ?? change.releases ?? change.test_slice ?? change.velocity
  const nothing = known ? undefined : NOTHING[change.kind]
  return (
    <Card>
      <CardHeader>
        <CardTitle>Impact</CardTitle>
        <CardNote>Previewed {formatExact(change.previewed_at, timeZone)}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {nothing === undefined ? null : <CardNote>{nothing}</CardNote>}
        {change.kind === 'canary' && change.impact ? <CardNote>{CANARY}</CardNote> : null}
        <OutlookView outlook={change} timeZone={timeZone} />
      </CardBody>
    </Card>
  )
}

const CANARY =
  'The figures are those of all payments that both models scored, under the policy in force. The canary decides for a share of the senders only.'

const NOT_COMPARED =
  'The model has not scored payments of these days beside the production model, and the report of its bundle has no test slice.'

/** Why there is nothing to show. */
const NOTHING: Partial<Record<ChangeKindName, string>> = {
  'model-production': NOT_COMPARED,
  canary: 'The model has not scored payments of these days beside the production model.',
  velocity: 'Nothing was counted for this change. A new preview counts the stored payments.',
  'four-eyes':
    'From then on each administrator changes policy, models, canaries, exploration and velocity alone. The audit log still records who did it.',
  sandbox:
    'Senior analysts can then replay payments. They are marked, and figures leave them out, but they change what is known of the accounts that they name, and so later scores.',
}
