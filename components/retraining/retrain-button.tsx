'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

interface RetrainButtonProps {
  label: string
  /** The alarm that is the reason. */
  alarmId?: string
  /** Why it cannot start now; said beside the button. */
  obstacle: string | null
}

/** Starts a retraining, or says beside the button why it cannot start. */
export function RetrainButton({ label, alarmId, obstacle }: RetrainButtonProps) {
  const router = useRouter()
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const start = () =>
    startTransition(async () => {
      setProblem('')
      const sent = await callApi('POST /api/retrainings', { body: { drift_alarm_id: alarmId ?? null } })
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success('Retraining queued')
      router.refresh()
    })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button variant="outline" size="sm" disabled={pending || obstacle !== null} onClick={start}>
        {label}
      </Button>
      {obstacle ? <p className="text-muted-foreground max-w-prose text-[13px]">{obstacle}</p> : null}
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
    </div>
  )
}
