'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Cancels a retraining. It needs no question: the work can be started again. */
export function CancelRetrainingButton({ id }: { id: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const cancel = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/retrainings/{id}/cancel', { params: { id } })
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success('Retraining cancelled')
      router.refresh()
    })
  return (
    <Button variant="outline" size="sm" disabled={pending} onClick={cancel}>
      Cancel retraining
    </Button>
  )
}
