'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { ReasonField } from '../../_components/reason-field'
import { changeHref } from '../../change-words'

/** Requests the end of four eyes, which another administrator approves. It stands inside the form of the institution, and is none of its fields. */
export function EndFourEyes() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()
  const request = () => {
    if (reason.trim() === '') return setError('Say why four eyes end.')
    startTransition(async () => {
      const change = { kind: 'four-eyes' as const, payload: { four_eyes: false as const } }
      const sent = await callApi('POST /api/changes', { body: { change, reason } })
      if (!sent.ok) return setError(sent.problem.message)
      toast.success('Requested. Another administrator approves it.')
      router.push(changeHref(sent.body.id))
    })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button type="button" variant="outline" size="sm" className="w-fit">
          Request to switch off
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Switch four eyes off</DialogTitle>
        <DialogDescription>
          Another administrator must approve it. From then on each administrator changes the policy alone.
        </DialogDescription>
        <div className="mt-4 flex flex-col gap-4">
          <ReasonField reason={reason} setReason={setReason} error={error} />
          <Button type="button" className="w-fit" disabled={pending} onClick={request}>
            Request approval
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
