import { cn } from '@/components/class-names'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'
import { prepareAuditLog, type LogStep } from '../prepare-audit-log'

/** The events of this transaction in order, with names and exact times. */
export function AuditLog({ detail, clock }: { detail: TransactionDetail; clock: Clock }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Audit log</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="flex flex-col">
          {prepareAuditLog(detail).map((step) => (
            <Step key={step.key} step={step} clock={clock} />
          ))}
        </ol>
      </CardBody>
    </Card>
  )
}

const DOTS = { received: 'bg-info', scored: 'bg-brand', decided: 'bg-good', other: 'bg-risk-low' } as const

function Step({ step, clock }: { step: LogStep; clock: Clock }) {
  return (
    <li className="border-input/50 relative border-l pb-4 pl-5 last:border-transparent last:pb-0">
      <span
        aria-hidden
        className={cn('absolute top-1.5 -left-[5px] size-2.5 rounded-full', DOTS[step.kind])}
      />
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-sm font-medium">{step.title}</span>
        <span className="text-muted-foreground text-xs">
          <RelativeTime at={step.at} {...clock} />
        </span>
      </p>
      {step.by ? <p className="text-muted-foreground text-[13px] break-words">{step.by}</p> : null}
      {step.note ? <p className="text-muted-foreground text-[13px] break-words">{step.note}</p> : null}
      <p className="figure text-faint text-xs">{formatExact(step.at, clock.timeZone)}</p>
    </li>
  )
}
