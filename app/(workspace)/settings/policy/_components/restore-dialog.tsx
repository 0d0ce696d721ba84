'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { ReasonField } from '../../_components/reason-field'
import { changeHref } from '../../change-words'

/** Requests to go back to an earlier version; the change shows its impact. */
export function RestoreDialog({ id, version }: { id: string; version: number }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState(`Back to version ${version}`)
  const [problem, setProblem] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()
  const restore = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/policies/{id}/restore', { params: { id }, body: { reason } })
      if (!sent.ok) return setProblem(sent.problem.message)
      setOpen(false)
      toast.success(sent.body.status === 'applied' ? `Version ${version} is in force again.` : 'Requested.')
      router.push(changeHref(sent.body.id))
    })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" aria-label={`Go back to version ${version}`}>
          Go back
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Go back to version {version}</DialogTitle>
        <DialogDescription>
          Its thresholds become a new version. The change request shows the impact.
        </DialogDescription>
        <div className="mt-4 flex flex-col gap-4">
          <ReasonField reason={reason} setReason={setReason} error={problem} />
          <Button className="w-fit" disabled={pending} onClick={restore}>
            Go back
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
