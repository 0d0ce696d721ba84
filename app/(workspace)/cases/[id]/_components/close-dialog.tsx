'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { CASE_OUTCOME_LABELS, CASE_OUTCOMES, type CaseOutcome } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'
import { ProblemNote } from './problem-note'

/** Closing needs an outcome and a summary; both are checked before the request. */
export function CloseDialog({ open, onEnd }: { open: boolean; onEnd: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(now) => now || onEnd()}>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-lg overflow-y-auto">
        <DialogTitle>Close the case</DialogTitle>
        <DialogDescription>
          The time limit is paused. Decisions on the linked transactions do not change.
        </DialogDescription>
        <CloseForm onEnd={onEnd} />
      </DialogContent>
    </Dialog>
  )
}

function CloseForm({ onEnd }: { onEnd: () => void }) {
  const { caseId, change } = useCaseEditing()
  const [outcome, setOutcome] = useDraft(draftKey(caseId, 'outcome'))
  const [summary, setSummary] = useDraft(draftKey(caseId, 'summary'))
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const missing = { outcome: outcome === '', summary: summary.trim() === '' }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.outcome || missing.summary) return
    startTransition(async () => {
      const closing = { status: 'closed', outcome: outcome as CaseOutcome, summary: summary.trim() } as const
      const rejected = await change(closing, 'Case closed')
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
