'use client'

import { Undo2 } from 'lucide-react'
import { DecisionBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { formatCountdown } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { useNow } from '@/components/fraud/use-now'
import { Button } from '@/components/ui/button'
import type { DecisionEntry } from '@/lib/desk/transactions/schema'

interface CurrentDecisionProps {
  entry: DecisionEntry
  clock: Clock
  pending: boolean
  onUndo: () => void
}

export function CurrentDecision({ entry, clock, pending, onUndo }: CurrentDecisionProps) {
  return (
    <div className="bg-muted/50 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <DecisionBadge decision={entry.decision} />
        {entry.undo_until ? (
          <UndoButton
            until={entry.undo_until}
            renderedAt={clock.renderedAt}
            pending={pending}
            onUndo={onUndo}
          />
        ) : null}
      </div>
      <p className="text-muted-foreground mt-2 text-[13px]">
        by <span className="text-foreground">{entry.user_name}</span>,{' '}
        <RelativeTime at={entry.decided_at} {...clock} />
      </p>
      {entry.notes ? <p className="mt-1.5 text-sm break-words whitespace-pre-wrap">{entry.notes}</p> : null}
    </div>
  )
}

interface UndoButtonProps {
  until: string
  renderedAt: string
  pending: boolean
  onUndo: () => void
}

/** Offered while the server would accept it, with the time that is left. */
function UndoButton({ until, renderedAt, pending, onUndo }: UndoButtonProps) {
  const now = useNow(renderedAt, 1_000)
  if (now >= Date.parse(until)) return null
  return (
    <Button variant="outline" size="sm" disabled={pending} onClick={onUndo}>
      <Undo2 aria-hidden />
      Undo <span className="figure text-muted-foreground">{formatCountdown(until, now)}</span>
    </Button>
  )
}
