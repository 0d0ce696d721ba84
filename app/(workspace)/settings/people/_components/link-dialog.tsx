'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import type { ApiResult } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { SaveBar } from '../../_components/save-bar'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'
import { DeliveryField } from './delivery-field'

interface LinkDialogProps {
  label: string
  about: string
  title: string
  text: string
  mail: boolean
  make: (deliver: 'mail' | 'link') => Promise<ApiResult<{ link: string | null }>>
}

/** Makes a new link for somebody, which goes out by e-mail or is shown once. */
export function LinkDialog({ label, about, title, text, mail, make }: LinkDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const [byMail, setByMail] = useState(mail)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const toggle = (next: boolean) => {
    setOpen(next)
    setProblem('')
    if (next) return
    setLink(null)
    router.refresh()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await make(byMail ? 'mail' : 'link')
      if (!sent.ok) return setProblem(sent.problem.message)
      if (sent.body.link !== null) return setLink(sent.body.link)
      toast.success(`A new link goes to ${about}.`)
      toggle(false)
    })
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`${label}: ${about}`}>
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent {...keepsOpen(link !== null)}>
        {link === null ? (
          <>
            <DialogTitle>{title}</DialogTitle>
            <DialogDescription>{text}</DialogDescription>
            <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
              {mail ? <DeliveryField byMail={byMail} onChange={setByMail} /> : null}
              <SaveBar problem={problem} pending={pending} label="Make the link" />
            </form>
          </>
        ) : (
          <ShownOnce
            title="The link is made"
            text="Pass it on by a channel that only this person reads. It is shown only this once."
            secret={link}
            label="Link"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
