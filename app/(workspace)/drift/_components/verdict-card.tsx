import Link from 'next/link'
import { formatDay } from '@/components/fraud/format-time'
import { cn } from '@/components/class-names'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { Drift } from '@/lib/governance/drift/schema'
import { STATUS_WORDS } from '../drift-words'
import { prepareVerdict } from '../prepare-verdict'
import { driftHref, type DriftView, WINDOWS } from '../search-params'

interface VerdictCardProps {
  drift: Drift
  view: DriftView
  timeZone: string
}

/** The status in words, and the window that it is about. */
export function VerdictCard({ drift, view, timeZone }: VerdictCardProps) {
  const { model, window, overall_status } = drift
  const { label, tone } = STATUS_WORDS[overall_status]
  return (
    <Card aria-label="Summary" className="flex flex-col gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
          {model.name} <span className="figure text-muted-foreground font-medium">{model.version}</span>
          <Badge tone={tone}>{label}</Badge>
        </h2>
        <nav aria-label="Recent window" className="bg-muted/50 flex rounded-md border p-0.5">
          {WINDOWS.map((days) => (
            <Link
              key={days}
              href={driftHref({ ...view, days })}
              prefetch={false}
              aria-current={days === view.days ? 'page' : undefined}
              className={cn(
                'text-muted-foreground hover:text-foreground flex h-7 items-center rounded-sm px-2.5 text-[13px] font-medium',
                days === view.days && 'bg-secondary text-foreground',
              )}
            >
              {days === 1 ? '1 day' : `${days} days`}
            </Link>
          ))}
        </nav>
      </div>
      <p className="max-w-4xl text-xl leading-8 font-medium tracking-tight text-pretty">
        {prepareVerdict(drift)}
      </p>
      {window ? (
        <p className="text-muted-foreground text-[13px]">
          {formatDay(window.from, timeZone)}
          {window.days > 1 ? ` to ${formatDay(window.to, timeZone)}` : ''}, against the rows on which the
          bundle was calibrated. The index of a feature sums, over its bins, the difference of the shares
          times the logarithm of their ratio.
        </p>
      ) : null}
    </Card>
  )
}
