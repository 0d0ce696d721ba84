'use client'

import { CircleCheck, CirclePause, Clock3, TriangleAlert } from 'lucide-react'
import { cn } from '@/components/class-names'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { useNow } from '@/components/fraud/use-now'
import type { Sla } from '@/lib/desk/cases/schema'
import { formatSla, slaUrgency } from './format-sla'

const TICK_MS = 30_000

const TONES = {
  calm: 'text-muted-foreground',
  stopped: 'text-muted-foreground',
  soon: 'text-risk-medium font-medium',
  overdue: 'text-risk-high font-medium',
} as const

/** The time left until the SLA is breached, kept current; on hover the exact instant in the tenant's time zone. */
export function SlaCountdown({ sla, clock, className }: { sla: Sla; clock: Clock; className?: string }) {
  const now = useNow(clock.renderedAt, TICK_MS)
  const urgency = slaUrgency(sla, now)
  const text = formatSla(sla, now)
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 text-[13px] whitespace-nowrap',
        TONES[urgency],
        className,
      )}
    >
      <SlaIcon sla={sla} overdue={urgency === 'overdue'} />
      {sla.due_at === null ? (
        text
      ) : (
        <time dateTime={sla.due_at} title={`Due ${formatExact(sla.due_at, clock.timeZone)}`}>
          {text}
        </time>
      )}
    </span>
  )
}

function SlaIcon({ sla: { state }, overdue }: { sla: Sla; overdue: boolean }) {
  const props = { className: 'size-3.5 shrink-0', 'aria-hidden': true }
  if (overdue) return <TriangleAlert {...props} />
  if (state === 'closed') return <CircleCheck {...props} />
  return state === 'paused' ? <CirclePause {...props} /> : <Clock3 {...props} />
}
