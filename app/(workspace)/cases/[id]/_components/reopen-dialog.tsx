'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'
import { ProblemNote } from './problem-note'

/** Reopening needs a reason, which becomes a note. */
export function ReopenDialog({ open, onEnd }: { open: boolean; onEnd: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(now) => now || onEnd()}>
      <DialogContent>
        <DialogTitle>Reopen the case</DialogTitle>
        <DialogDescription>
          Its outcome and summary stay in the timeline. The time limit resumes with the time left.
        </DialogDescription>
        <ReopenForm onEnd={onEnd} />
      </DialogContent>
    </Dialog>
  )
}

function ReopenForm({ onEnd }: { onEnd: () => void }) {
  const { caseId, change } = useCaseEditing()
  const [reason, setReason] = useDraft(draftKey(caseId, 'reopen'))
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const blank = reason.trim() === ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (blank) return
    startTransition(async () => {
      const rejected = await change({ status: 'open', note: reason.trim() }, 'Case reopened')
      setProblem(rejected?.message ?? '')
      if (rejected) return
      setReason('')
      onEnd()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field label="Reason" error={tried && blank ? 'Say why the case is reopened.' : undefined}>
        {(wiring) => (
          <Textarea
            {...wiring}
            aria-required
            value={reason}
            maxLength={8192}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <ProblemNote message={problem} />
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onEnd}>
          Cancel
        </Button>
        <Button type="submit" disabled={pending}>
          {pending ? 'Reopening…' : 'Reopen case'}
        </Button>
      </div>
    </form>
  )
}
