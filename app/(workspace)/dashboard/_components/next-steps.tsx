import { AlarmClock, CircleAlert, TriangleAlert, UserRoundX } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { type NextInput, type NextStep, prepareNext } from '../prepare-next'

const ICONS = { overdue: AlarmClock, due: AlarmClock, unassigned: UserRoundX, alert: TriangleAlert } as const
const TONES = {
  overdue: 'text-risk-high',
  due: 'text-risk-medium',
  unassigned: 'text-risk-high',
  alert: 'text-muted-foreground',
} as const

/** What should be done next, and why. */
export function NextSteps(input: NextInput) {
  const steps = prepareNext(input)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Do next</CardTitle>
        <CardNote>excluding alerts that colleagues have claimed</CardNote>
      </CardHeader>
      {steps.length === 0 ? (
        <p className="text-muted-foreground flex items-center gap-2 px-4 py-6 text-sm sm:px-5">
          <CircleAlert className="size-4" aria-hidden /> Nothing to do: no open alerts and no cases due.
        </p>
      ) : (
        <ol className="mt-2 border-t">
          {steps.map((step) => (
            <Step key={step.key} step={step} />
          ))}
        </ol>
      )}
    </Card>
  )
}

function Step({ step: { kind, href, title, why } }: { step: NextStep }) {
  const Icon = ICONS[kind]
  return (
    <li className="border-border/60 border-b last:border-b-0">
      <Link
        href={href}
        prefetch={false}
        className="hover:bg-accent/50 flex items-center gap-3 px-4 py-2 focus-visible:-outline-offset-2 sm:px-5"
      >
        <Icon className={`size-4 shrink-0 ${TONES[kind]}`} aria-hidden />
        <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:justify-between sm:gap-4">
          <span className="figure block truncate text-[13px]">{title}</span>
          <span className="text-muted-foreground block shrink-0 text-[13px]">{why}</span>
        </span>
      </Link>
    </li>
  )
}
