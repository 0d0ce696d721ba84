'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'

interface MendDialogProps {
  id: string
  place: string
  value: string
}

/** Changes a message and sends it again. What was typed stays when the server rejects it. */
export function MendDialog({ id, place, value }: MendDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState(value)
  const [error, setError] = useState<string>()
  const [pending, startTransition] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('POST /api/stream/dead-letters/{id}/resend', {
        params: { id },
        body: { value: text },
      })
      if (!sent.ok) return setError(sent.problem.message)
      setOpen(false)
      toast.success('The message is scored.')
      router.refresh()
    })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Mend: ${place}`}>
          Mend
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-2xl">
        <DialogTitle>Mend the message</DialogTitle>
        <DialogDescription>
          The audit log records who sent it. Kafka keeps the message as it came.
        </DialogDescription>
        <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-3">
          <Field label="Message" error={error}>
            {(wiring) => (
              <Textarea
                {...wiring}
                rows={12}
                className="font-mono text-xs"
                value={text}
                disabled={pending}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" className="self-end" disabled={pending}>
            {pending ? 'Sending…' : 'Send mended'}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
