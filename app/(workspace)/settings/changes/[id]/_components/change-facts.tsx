import type { ReactNode } from 'react'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ChangeRequest } from '@/lib/governance/changes/schema'
import { StatusBadge } from '../../../_components/status-badge'
import { KIND_LABELS } from '../../../change-words'

/** What is asked, why, by whom, and what became of it. */
export function ChangeFacts({ change, timeZone }: { change: ChangeRequest; timeZone: string }) {
  const at = (iso: string) => formatExact(iso, timeZone)
  const { decided_by: by, decided_at: decidedAt, decision_note: note } = change
  return (
    <Card>
      <CardHeader>
        <CardTitle>{change.summary}</CardTitle>
        <StatusBadge status={change.status} />
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[auto_minmax(0,1fr)]">
          <Fact name="Kind">{KIND_LABELS[change.kind]}</Fact>
          <Fact name="Reason">{change.reason}</Fact>
          <Fact name="Requested">
            {change.requested_by.name}, {at(change.requested_at)}
          </Fact>
          <Fact name="Start">{change.starts_at === null ? 'At once' : at(change.starts_at)}</Fact>
          {by && decidedAt ? (
            <Fact name={DECIDED[change.status]}>
              {by.name}, {at(decidedAt)}
              {note === null ? null : <span className="block whitespace-pre-wrap">{note}</span>}
            </Fact>
          ) : null}
          {change.applied_at === null ? null : (
            <Fact name="Took effect">
              {at(change.applied_at)}
              {change.policy_version === null ? null : `, as policy version ${change.policy_version}`}
            </Fact>
          )}
          {change.failure === null ? null : <Fact name="Why it did not">{change.failure}</Fact>}
        </dl>
      </CardBody>
    </Card>
  )
}

const DECIDED = {
  pending: 'Decided',
  scheduled: 'Approved',
  applied: 'Approved',
  stale: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
} as const

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
