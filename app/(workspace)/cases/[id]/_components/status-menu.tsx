'use client'

import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { CaseStatusBadge } from '@/components/cases/case-badges'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { CASE_STATUS_LABELS, type CaseStatus } from '@/lib/desk/cases/schema'
import { prepareTransitions } from '../prepare-transitions'
import { useCaseEditing } from './case-editing'
import { CloseDialog } from './close-dialog'
import { ReasonDialog } from './reason-dialog'

/** The statuses of a case; those that cannot follow are disabled and state the reason. */
export function StatusMenu({ status, mayDecideMany }: { status: CaseStatus; mayDecideMany: boolean }) {
  const { change, pending } = useCaseEditing()
  const [asking, setAsking] = useState<'close' | 'reopen' | 'pause' | null>(null)

  const choose = (next: CaseStatus) => {
    if (next === 'closed') setAsking('close')
    else if (status === 'closed') setAsking('reopen')
    else if (next === 'pending') setAsking('pause')
    else void change({ status: next }, `Now ${CASE_STATUS_LABELS[next].toLowerCase()}`)
  }
  const end = () => setAsking(null)
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button
            variant="outline"
            size="sm"
            disabled={pending}
            className="h-9 justify-between"
            aria-label={`Status: ${CASE_STATUS_LABELS[status]}. Change`}
          >
            <CaseStatusBadge status={status} />
            <ChevronDown aria-hidden className="text-faint" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {prepareTransitions(status).map(({ status: next, label, note, allowed, current }) => (
            <DropdownMenuItem
              key={next}
              disabled={!allowed}
              onSelect={() => choose(next)}
              className="items-start data-[disabled]:opacity-70"
            >
              <Check aria-hidden className={current ? 'mt-0.5' : 'invisible mt-0.5'} />
              <span>
                <span className="block">{label}</span>
                <span className="text-muted-foreground block text-[13px]">{note}</span>
              </span>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <CloseDialog open={asking === 'close'} mayDecideMany={mayDecideMany} onEnd={end} />
      <ReasonDialog what="reopen" open={asking === 'reopen'} onEnd={end} />
      <ReasonDialog what="pause" open={asking === 'pause'} onEnd={end} />
    </>
  )
}
