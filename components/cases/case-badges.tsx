import { CircleCheck, CircleDot, CirclePause, Flame, Search } from 'lucide-react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import {
  CASE_PRIORITY_LABELS,
  CASE_STATUS_LABELS,
  type CasePriority,
  type CaseStatus,
} from '@/lib/desk/cases/schema'

const STATUSES = {
  open: { icon: CircleDot, tone: 'outline-info' },
  investigating: { icon: Search, tone: 'outline-info' },
  pending: { icon: CirclePause, tone: 'outline-neutral' },
  escalated: { icon: Flame, tone: 'outline-high' },
  closed: { icon: CircleCheck, tone: 'outline-good' },
} as const satisfies Record<CaseStatus, { icon: typeof CircleDot; tone: BadgeTone }>

export function CaseStatusBadge({ status }: { status: CaseStatus }) {
  const { icon: Icon, tone } = STATUSES[status]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {CASE_STATUS_LABELS[status]}
    </Badge>
  )
}

const PRIORITY_TONES = {
  critical: 'high',
  high: 'outline-high',
  medium: 'outline-medium',
  low: 'outline-neutral',
} as const satisfies Record<CasePriority, BadgeTone>

export function CasePriorityBadge({ priority }: { priority: CasePriority }) {
  return <Badge tone={PRIORITY_TONES[priority]}>{CASE_PRIORITY_LABELS[priority]}</Badge>
}
