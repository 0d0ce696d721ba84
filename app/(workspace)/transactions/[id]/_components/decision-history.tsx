import { DecisionBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { RelativeTime } from '@/components/fraud/relative-time'
import type { DecisionEntry } from '@/lib/desk/transactions/schema'

/** Every decision and every undo, newest first. */
export function DecisionHistory({ decisions, clock }: { decisions: DecisionEntry[]; clock: Clock }) {
  return (
    <section aria-label="Decision history">
      <h3 className="eyebrow">History</h3>
      <ol className="mt-2 flex flex-col gap-2">
        {[...decisions].reverse().map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
            <DecisionBadge decision={entry.decision} />
            <span className="text-muted-foreground">
              {entry.user_name}, <RelativeTime at={entry.decided_at} {...clock} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
