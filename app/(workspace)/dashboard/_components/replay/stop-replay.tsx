'use client'

import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'

export function StopReplay({ onStopped }: { onStopped: (status: ReplayStatus) => void }) {
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const stop = () =>
    startTransition(async () => {
      setProblem('')
      const sent = await callApi('POST /api/replay/stop')
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success('Replay stopped')
      onStopped(sent.body)
    })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="outline" size="sm" disabled={pending} onClick={stop}>
        Stop the replay
      </Button>
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
    </div>
  )
}
