'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import {
  CASE_OUTCOME_LABELS,
  CASE_OUTCOMES,
  type CaseOutcome,
  DECIDING_OUTCOMES,
} from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'
import { OpenAlertsChoice } from './open-alerts-choice'
import { ProblemNote } from './problem-note'

interface CloseDialogProps {
  open: boolean
  mayDecideMany: boolean
  onEnd: () => void
}

/** Closing needs an outcome and a summary; both are checked before the request. */
export function CloseDialog({ open, mayDecideMany, onEnd }: CloseDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(now) => now || onEnd()}>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>Close the case</DialogTitle>
        <DialogDescription>
          The time limit is paused. Alerts that were resolved before keep their decision.
        </DialogDescription>
        <CloseForm mayDecideMany={mayDecideMany} onEnd={onEnd} />
      </DialogContent>
    </Dialog>
  )
}

function CloseForm({ mayDecideMany, onEnd }: Omit<CloseDialogProps, 'open'>) {
  const { caseId, detail, change } = useCaseEditing()
  const [outcome, setOutcome] = useDraft(draftKey(caseId, 'outcome'))
  const [summary, setSummary] = useDraft(draftKey(caseId, 'summary'))
  const [leave, setLeave] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const open = detail.open_alert_count
  const decision = outcome === '' ? undefined : DECIDING_OUTCOMES[outcome as CaseOutcome]
  const mayDecide = open <= 1 || mayDecideMany
  const missing = { outcome: outcome === '', summary: summary.trim() === '' }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.outcome || missing.summary) return
    startTransition(async () => {
      const leaves = decision !== undefined && open > 0 && (leave || !mayDecide)
      const rejected = await change(
        {
          status: 'closed',
          outcome: outcome as CaseOutcome,
          summary: summary.trim(),
          ...(leaves && { leave_alerts: true }),
        },
        'Case closed',
      )
      setProblem(rejected?.message ?? '')
      if (rejected) return
      setOutcome('')
      setSummary('')
      onEnd()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field label="Outcome" error={tried && missing.outcome ? 'Choose how the case ended.' : undefined}>
        {(wiring) => (
          <Select
            {...wiring}
            aria-required
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          >
            <option value="">Choose…</option>
            {CASE_OUTCOMES.map((value) => (
              <option key={value} value={value}>
                {CASE_OUTCOME_LABELS[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Summary"
        hint="The findings and the measures taken. The brief shows it."
        error={tried && missing.summary ? 'A closed case needs a summary.' : undefined}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            aria-required
            rows={5}
            value={summary}
            maxLength={8192}
            onChange={(event) => setSummary(event.target.value)}
          />
        )}
      </Field>
      {decision && open > 0 ? (
        <OpenAlertsChoice
          count={open}
          decision={decision}
          mayDecide={mayDecide}
          leave={leave}
          onLeave={setLeave}
        />
      ) : null}
      <ProblemNote message={problem} />
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onEnd}>
          Cancel
        </Button>
        <Button type="submit" disabled={pending}>
          {pending ? 'Closing…' : 'Close case'}
        </Button>
      </div>
    </form>
  )
}
