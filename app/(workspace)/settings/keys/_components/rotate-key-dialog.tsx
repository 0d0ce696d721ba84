'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import type { ApiKey } from '@/lib/access/api-keys/schema'
import { SaveBar } from '../../_components/save-bar'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'
import { expiryAfter, type KeyLifetime } from '../prepare-key-state'
import { LifetimeField } from './lifetime-field'

export function RotateKeyDialog({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [lifetime, setLifetime] = useState<KeyLifetime>('365')
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const toggle = (next: boolean) => {
    setOpen(next)
    setProblem('')
    if (next) return
    setSecret(null)
    router.refresh()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('POST /api/api-keys/{id}/rotation', {
        params: { id },
        body: { expires_at: expiryAfter(lifetime, Date.now()) },
      })
      if (sent.ok) setSecret(sent.body.secret)
      else setProblem(sent.problem.message)
    })
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Rotate ${name}`}>
          <RefreshCw aria-hidden />
          Rotate
        </Button>
      </DialogTrigger>
      <DialogContent {...keepsOpen(secret !== null)}>
        {secret === null ? (
          <>
            <DialogTitle>Rotate {name}</DialogTitle>
            <DialogDescription>
              Makes a new key with the same rights. The old one works for another 24 hours.
            </DialogDescription>
            <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
              <LifetimeField value={lifetime} onChange={setLifetime} />
              <SaveBar problem={problem} pending={pending} label="Make the new key" />
            </form>
          </>
        ) : (
          <ShownOnce
            title="The new key is created"
            text="Copy the secret now: it is shown only this once. The old key ends in 24 hours."
            secret={secret}
            label="Secret"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
