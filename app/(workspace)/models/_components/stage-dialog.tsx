'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { toast } from '@/components/ui/toast'
import type { DirectStage } from '@/lib/governance/models/schema'
import { ReasonDialog } from './reason-dialog'
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

  const submit = () => {
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
    <ReasonDialog
      name={name}
      title={title}
      effect={effect}
      button={button}
      reason={reason}
      problem={problem}
      pending={pending}
      onEnd={onEnd}
      danger={to === 'archived'}
      maxLength={500}
      hint="Optional. It is kept in the audit log."
      onReason={setReason}
      onSubmit={submit}
    />
  )
}
