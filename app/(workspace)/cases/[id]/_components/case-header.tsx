import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'
import type { NamedUser } from '@/components/cases/mentions'
import { SlaCountdown } from '@/components/cases/sla-countdown'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { CaseDetail } from '@/lib/desk/cases/schema'
import { AssigneeControl } from './assignee-control'
import { PrioritySelect } from './priority-select'
import { StatusMenu } from './status-menu'
import { TitleEditor } from './title-editor'
import { CaseStatusBadge } from '@/components/cases/case-badges'

interface CaseHeaderProps {
  detail: CaseDetail
  me: NamedUser | null
  users: NamedUser[]
  mayWrite: boolean
  mayAssignOthers: boolean
  mayDecideMany: boolean
  clock: Clock
}

export function CaseHeader({ detail, me, users, mayWrite, clock, ...may }: CaseHeaderProps) {
  const closed = detail.status === 'closed'
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <TitleEditor caseKey={detail.key} title={detail.title} mayWrite={mayWrite && !closed} />
        <p className="text-faint text-[13px]">
          Opened {detail.created_by ? `by ${detail.created_by.name} ` : ''}
          <RelativeTime at={detail.created_at} {...clock} />
          {closed ? '. Closed: reopen it to change anything but its notes.' : null}
        </p>
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-[auto_10rem_minmax(0,20rem)_1fr]">
        <Part label="Status">
          {mayWrite ? (
            <StatusMenu status={detail.status} mayDecideMany={may.mayDecideMany} />
          ) : (
            <CaseStatusBadge status={detail.status} />
          )}
        </Part>
        <Part label="Priority">
          <PrioritySelect priority={detail.priority} disabled={!mayWrite || closed} />
        </Part>
        <Part label="Assignee" className="max-lg:col-span-2">
          <AssigneeControl
            assignee={detail.assignee}
            me={me}
            users={users}
            mayAssignOthers={may.mayAssignOthers}
            disabled={!mayWrite || closed}
          />
        </Part>
        <Part label="SLA">
          <span className="flex min-h-9 flex-wrap items-center gap-2">
            <SlaCountdown sla={detail.sla} clock={clock} className="text-sm" />
            {detail.sla.breached_at ? (
              <Badge
                tone="outline-high"
                title={`Time limit exceeded at ${formatExact(detail.sla.breached_at, clock.timeZone)}`}
              >
                <TriangleAlert aria-hidden />
                SLA breached
              </Badge>
            ) : null}
          </span>
        </Part>
      </div>
    </Card>
  )
}

function Part({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn('min-w-0', className)}>
      <p className="eyebrow mb-1">{label}</p>
      {children}
    </div>
  )
}
