'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Fetched } from '@/components/ui/fetched'
import { Input } from '@/components/ui/input'
import type { Decision } from '@/lib/contract/decisions'
import { limitOf } from '@/lib/contract/permissions'
import { DECISION_CHOICES } from './decision-choices'
import { type DecidedTogether, decideTogether, type Matching, type Versions } from './decide-together'
import { formatCount } from './format-metrics'

const loadConfirmMany = () => import('./confirm-many')

/** Above this number a mistake is costly, so the bar asks for confirmation. */
const CONFIRM_ABOVE = 20
const NOTES_MAX = 2_048

interface BulkDecideBarProps {
  /** The selected ids; without any the bar is hidden, but announces it. */
  ids: readonly string[]
  /** The versions of the decisions on the screen. */
  versions: Versions
  /** Set where all that match the search are selected, on every page: it is decided instead of the ids. */
  matching?: Matching | null
  /** How to select all that match. */
  offer?: ReactNode
  canDecideMany: boolean
  /** Called after a decision, and with `decision: null` after its undo. */
  onDone: (done: DecidedTogether) => void
  onClear: () => void
  /** Called where the server rejects the decision. */
  onRejected?: () => void
  /** Other actions for the selected ids. */
  children?: ReactNode
}

/** Records one decision with one rationale on all selected transactions. */
export function BulkDecideBar({
  ids,
  versions,
  matching = null,
  canDecideMany,
  ...props
}: BulkDecideBarProps) {
  const { offer, onDone, onClear, onRejected, children } = props
  const notesId = useId()
  const [notes, setNotes] = useState('')
  const [asked, setAsked] = useState<Decision | null>(null)
  const [pending, startTransition] = useTransition()
  const count = matching?.count ?? ids.length
  const rejected = count > 1 && !canDecideMany

  const decide = (decision: Decision) =>
    startTransition(async () => {
      setAsked(null)
      const done = await decideTogether(matching ?? ids, { decision, notes: notes.trim(), versions }, onDone)
      if (!done) return onRejected?.()
      setNotes('')
      onDone(done)
    })
  const ask = (decision: Decision) => (count > CONFIRM_ABOVE ? setAsked(decision) : decide(decision))

  return (
    <>
      <p aria-live="polite" className="sr-only">
        {ids.length === 0 ? '' : `${formatCount(count)} selected`}
      </p>
      {ids.length === 0 ? null : (
        <section
          aria-label="Selection"
          className="bg-popover sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-lg border p-2.5 shadow-xl"
        >
          <span className="px-1 text-sm font-medium whitespace-nowrap">
            <span className="figure">{formatCount(count)}</span> selected
          </span>
          {rejected ? null : offer}
          {rejected ? (
            <p className="text-muted-foreground min-w-0 flex-1 basis-60 text-[13px]">
              {limitOf('transaction:decide-many')} Select one, or add them to a case.
            </p>
          ) : (
            <>
              <label htmlFor={notesId} className="sr-only">
                Rationale (optional)
              </label>
              <Input
                id={notesId}
                value={notes}
                maxLength={NOTES_MAX}
                placeholder="Rationale, stored with each decision"
                onChange={(event) => setNotes(event.target.value)}
                className="h-8 min-w-0 flex-1 basis-52"
              />
              {DECISION_CHOICES.map(({ decision, verb, icon: Icon, variant }) => (
                <Button
                  key={decision}
                  size="sm"
                  variant={variant}
                  disabled={pending}
                  onClick={() => ask(decision)}
                >
                  <Icon aria-hidden />
                  {verb}
                </Button>
              ))}
            </>
          )}
          {matching ? null : children}
          <Button size="sm" variant="ghost" onClick={onClear} aria-label="Clear the selection">
            <X aria-hidden />
          </Button>
        </section>
      )}
      {asked ? (
        <Fetched load={loadConfirmMany} onWanted={(wanted) => setAsked(wanted ? asked : null)}>
          {(ConfirmMany) => (
            <ConfirmMany
              count={count}
              all={matching !== null}
              decision={asked}
              onCancel={() => setAsked(null)}
              onConfirm={() => decide(asked)}
            />
          )}
        </Fetched>
      ) : null}
    </>
  )
}
