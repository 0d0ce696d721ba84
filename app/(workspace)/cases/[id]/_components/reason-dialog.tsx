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

const CHANGES = {
  reopen: {
    status: 'open',
    title: 'Reopen the case',
    effect: 'Its outcome and summary stay in the timeline. The time limit resumes with the time left.',
    missing: 'Say why the case is reopened.',
    button: ['Reopen case', 'Reopening…'],
    done: 'Case reopened',
  },
  pause: {
    status: 'pending',
    title: 'Set the case to pending',
    effect: 'Its time limit is paused until the status changes again.',
    missing: 'Say what the case waits for.',
    button: ['Set to pending', 'Saving…'],
    done: 'Now pending',
  },
} as const
type What = keyof typeof CHANGES

/** Asks why the case is reopened or paused; the reason becomes a note. */
export function ReasonDialog({ what, open, onEnd }: { what: What; open: boolean; onEnd: () => void }) {
  const { title, effect } = CHANGES[what]
  return (
    <Dialog open={open} onOpenChange={(now) => now || onEnd()}>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{effect}</DialogDescription>
        <ReasonForm what={what} onEnd={onEnd} />
      </DialogContent>
    </Dialog>
  )
}

function ReasonForm({ what, onEnd }: { what: What; onEnd: () => void }) {
  const { status, missing, done, button } = CHANGES[what]
  const { caseId, change } = useCaseEditing()
  const [reason, setReason] = useDraft(draftKey(caseId, what))
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const blank = reason.trim() === ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (blank) return
    startTransition(async () => {
      const rejected = await change({ status, note: reason.trim() }, done)
      setProblem(rejected?.message ?? '')
      if (rejected) return
      setReason('')
      onEnd()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field label="Reason" error={tried && blank ? missing : undefined}>
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
          {button[pending ? 1 : 0]}
        </Button>
      </div>
    </form>
  )
}
