'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { UploadAudit } from '@/lib/scoring/uploads/schema'

const STEPS = {
  start: { call: 'POST /api/upload/files/{id}/start', label: 'Start' },
  pause: { call: 'POST /api/upload/files/{id}/pause', label: 'Pause' },
  resume: { call: 'POST /api/upload/files/{id}/resume', label: 'Resume' },
  cancel: { call: 'POST /api/upload/files/{id}/cancel', label: 'Cancel' },
} as const
type Step = keyof typeof STEPS

/** What can be done with a large file that has not ended. */
export function JobActions({ upload }: { upload: UploadAudit }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const take = (step: Step) =>
    startTransition(async () => {
      const taken = await callApi(STEPS[step].call, { params: { id: upload.id } })
      if (!taken.ok) toast.error(taken.problem.message)
      router.refresh()
    })
  const steps = stepsOf(upload)
  if (steps.length === 0) return null
  return (
    <span className="mt-1 flex flex-wrap gap-2">
      {steps.map((step) => (
        <Button key={step} variant="outline" size="sm" disabled={pending} onClick={() => take(step)}>
          {STEPS[step].label}
          <span className="sr-only"> {upload.filename}</span>
        </Button>
      ))}
    </span>
  )
}

function stepsOf({ status, pieces, finished_at: ended }: UploadAudit): Step[] {
  if (pieces === null || ended !== null) return []
  if (status === 'receiving') return pieces.received === pieces.count ? ['start', 'cancel'] : ['cancel']
  return status === 'paused' ? ['resume', 'cancel'] : ['pause', 'cancel']
}
