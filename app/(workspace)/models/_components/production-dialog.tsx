'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { toast } from '@/components/ui/toast'
import type { RegisteredModel } from '@/lib/governance/models/schema'
import { ReasonDialog } from './reason-dialog'

export type ProductionAction = 'promote' | 'rollback'

const WORDS = {
  promote: {
    title: 'goes into production',
    effect:
      'It decides for every payment, with the thresholds that its bundle recommends. The production model is archived.',
    button: 'Put into production',
  },
  rollback: {
    title: 'returns to production',
    effect:
      'It decides again, with the policy that was in force when it left. The production model is archived.',
    button: 'Roll back',
  },
} as const

interface ProductionDialogProps {
  model: Pick<RegisteredModel, 'id' | 'name' | 'version'>
  action: ProductionAction
  onEnd: () => void
}

/** Requests a change of the production model. With four eyes another administrator approves it first. */
export function ProductionDialog({ model, action, onEnd }: ProductionDialogProps) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const { title, effect, button } = WORDS[action]
  const name = `${model.name} ${model.version}`
  const blank = reason.trim() === ''

  const submit = () => {
    setTried(true)
    if (blank) return
    startTransition(async () => {
      const sent = await callApi('POST /api/changes', {
        body: {
          change: { kind: 'model-production', payload: { model_id: model.id, action } },
          reason: reason.trim(),
        },
      })
      router.refresh()
      if (!sent.ok) return setProblem(sent.problem.message)
      onEnd()
      if (sent.body.status === 'applied') return void toast.success(`${name} is in production.`)
      toast.success('Requested. Another administrator approves it.')
      router.push(`/settings/changes/${sent.body.id}`)
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
      maxLength={1000}
      required
      error={tried && blank ? 'Say why the production model changes.' : undefined}
      onReason={setReason}
      onSubmit={submit}
    />
  )
}
