import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Person } from '@/components/cases/mentions'
import { SlaCountdown } from '@/components/cases/sla-countdown'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { CaseDetail } from '@/lib/cases/schema'
import { AssigneeControl } from './assignee-control'
import { PrioritySelect } from './priority-select'
import { StatusMenu } from './status-menu'
import { TitleEditor } from './title-editor'
import { CaseStatusBadge } from '@/components/cases/case-badges'

interface CaseHeaderProps {
  detail: CaseDetail
  me: Person | null
  people: Person[]
  mayWrite: boolean
  mayAssignOthers: boolean
  clock: Clock
}

export function CaseHeader({ detail, me, people, mayWrite, mayAssignOthers, clock }: CaseHeaderProps) {
  const closed = detail.status === 'closed'
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <TitleEditor caseKey={detail.key} title={detail.title} mayWrite={mayWrite && !closed} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[auto_10rem_minmax(0,20rem)_1fr]">
        <Part label="Status">
          {mayWrite ? <StatusMenu status={detail.status} /> : <CaseStatusBadge status={detail.status} />}
        </Part>
        <Part label="Priority">
          <PrioritySelect priority={detail.priority} disabled={!mayWrite || closed} />
        </Part>
        <Part label="Assignee">
          <AssigneeControl
            assignee={detail.assignee}
            me={me}
            people={people}
            mayAssignOthers={mayAssignOthers}
            disabled={!mayWrite || closed}
          />
        </Part>
        <Part label="SLA">
          <span className="flex min-h-9 flex-wrap items-center gap-2">
            <SlaCountdown sla={detail.sla} clock={clock} className="text-sm" />
            {detail.sla.breached_at ? (
              <Badge
                tone="outline-high"
                title={`The time ran out at ${formatExact(detail.sla.breached_at, clock.timeZone)}`}
              >
                <TriangleAlert aria-hidden />
                SLA breached
              </Badge>
            ) : null}
          </span>
        </Part>
      </div>
      <p className="text-faint text-[13px]">
        Opened {detail.created_by ? `by ${detail.created_by.name} ` : ''}on{' '}
        <span className="figure">{formatExact(detail.created_at, clock.timeZone)}</span>
        {closed ? '. Closed: reopen it to change anything but its notes.' : null}
      </p>
    </Card>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="eyebrow mb-1">{label}</p>
      {children}
    </div>
  )
}
