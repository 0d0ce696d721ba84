'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { ReasonField } from '../../_components/reason-field'
import { changeHref } from '../../change-words'

/** What four eyes guard of the settings of the institution. */
const SWITCHES = {
  'four-eyes': {
    change: { kind: 'four-eyes', payload: { four_eyes: false } },
    button: 'Request to switch off',
    title: 'Switch four eyes off',
    text: 'Another administrator must approve it. From then on each administrator changes the policy alone.',
    noReason: 'Say why four eyes end.',
  },
  sandbox: {
    change: { kind: 'sandbox', payload: { sandbox: true } },
    button: 'Request to let replays run',
    title: 'Let replays run',
    text: 'Another administrator must approve it. From then on senior analysts can replay payments here.',
    noReason: 'Say what the replays are for.',
  },
} as const

/** Requests a change that another administrator approves. It stands inside the form of the institution, and is none of its fields. */
export function RequestSwitch({ of }: { of: keyof typeof SWITCHES }) {
  const { change, button, title, text, noReason } = SWITCHES[of]
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()
  const request = () => {
    if (reason.trim() === '') return setError(noReason)
    startTransition(async () => {
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
          {button}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{text}</DialogDescription>
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
