'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'

/** Replaces the secret of a signed webhook and shows the new one, once. */
export function RotateSecretDialog({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const toggle = (next: boolean) => {
    setOpen(next)
    setProblem('')
    if (next) return
    setSecret(null)
    router.refresh()
  }
  const rotate = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/alert-channels/{id}/rotation', { params: { id } })
      if (sent.ok) setSecret(sent.body.secret)
      else setProblem(sent.problem.message)
    })
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Rotate secret: ${name}`}>
          Rotate secret
        </Button>
      </DialogTrigger>
      <DialogContent {...keepsOpen(secret !== null)}>
        {secret === null ? (
          <>
            <DialogTitle>Rotate the secret of {name}</DialogTitle>
            <DialogDescription>
              For 24 hours messages carry the signatures of the old and the new secret. Give the receiver the
              new one within this time.
            </DialogDescription>
            <p role="alert" className="text-risk-high mt-3 text-[13px] empty:hidden">
              {problem}
            </p>
            <div className="mt-5 flex justify-end">
              <Button disabled={pending} onClick={rotate}>
                {pending ? 'Working…' : 'Make a new secret'}
              </Button>
            </div>
          </>
        ) : (
          <ShownOnce
            title="The new secret is made"
            text="Copy the secret now: it is shown only this once."
            secret={secret}
            label="Secret"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
