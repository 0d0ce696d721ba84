'use client'

import { useId } from 'react'
import { DECISIONS } from '@/components/fraud/labels'
import { limitOf } from '@/lib/contract/permissions'
import type { Decision } from '@/lib/contract/decisions'

interface OpenAlertsChoiceProps {
  count: number
  /** What the outcome of the case says of its alerts. */
  decision: Decision
  mayDecide: boolean
  leave: boolean
  onLeave: (leave: boolean) => void
}

/** How many open alerts are decided with the case, and the choice to leave them open. */
export function OpenAlertsChoice({ count, decision, mayDecide, leave, onLeave }: OpenAlertsChoiceProps) {
  const fieldId = useId()
  const alerts = count === 1 ? 'One alert of this case is open' : `${count} alerts of this case are open`
  return (
    <div className="rounded-md border p-3 text-[13px]">
      <p>
        {alerts}
        {mayDecide && !leave ? `: decided with the case as ${DECISIONS[decision].label.toLowerCase()}.` : '.'}
      </p>
      {mayDecide ? (
        <label htmlFor={fieldId} className="mt-2 flex items-center gap-2">
          <input
            id={fieldId}
            type="checkbox"
            checked={leave}
            onChange={(event) => onLeave(event.target.checked)}
            className="accent-primary size-4"
          />
          Leave {count === 1 ? 'it' : 'them'} open
        </label>
      ) : (
        <p className="text-muted-foreground mt-1">
          {limitOf('transaction:decide-many')} They stay open when you close the case.
        </p>
      )}
    </div>
  )
}
