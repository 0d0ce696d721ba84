'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { DirectStage } from '@/lib/governance/models/schema'
import type { StagedModel } from './stage-actions'
import { stepWords } from './stage-words'

interface StageDialogProps {
  model: StagedModel
  to: DirectStage
  onEnd: () => void
}

const MOVED =
  'Another user has moved this model meanwhile. The page shows its stage now; nothing was changed.'

/** Asks before a model is moved. A problem is shown in the dialog, which keeps the reason. */
export function StageDialog({ model, to, onEnd }: StageDialogProps) {
  const router = useRouter()
  // The stage as the question was asked: the page behind it may change meanwhile.
  const [asked] = useState(model)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const { button, title, effect } = stepWords(asked.stage, to)
  const name = `${asked.name} ${asked.version}`

  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('PATCH /api/models/{id}', {
        params: { id: asked.id },
        ifMatch: asked.stage_version,
        body: { stage: to, reason: reason.trim() || undefined },
      })
      router.refresh()
      if (!sent.ok) {
        return setProblem(sent.problem.code === 'version-conflict' ? MOVED : sent.problem.message)
      }
      toast.success(`${name} ${title}.`)
      onEnd()
    })
  }
  return (
    <Dialog open onOpenChange={(open) => open || onEnd()}>
      <DialogContent>
        <DialogTitle>
          <span className="figure">{name}</span> {title}
        </DialogTitle>
        <DialogDescription>{effect}</DialogDescription>
        <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
          <Field label="Reason" hint="Optional. It is kept in the audit log.">
            {(wiring) => (
              <Textarea
                {...wiring}
                value={reason}
                maxLength={500}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {problem ? (
            <p role="alert" className="text-risk-high text-[13px]">
              {problem}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button variant="outline" onClick={onEnd}>
              Cancel
            </Button>
            <Button type="submit" variant={to === 'archived' ? 'danger' : 'primary'} disabled={pending}>
              {pending ? 'Working…' : button}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
