'use client'

import { Pencil } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { Field } from '@/components/cases/field'
import { EXPIRIES, type Expiry, expiryOf } from '@/components/fraud/expiry'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { WatchlistEntry } from '@/lib/desk/watchlists/schema'
import { FormFooter } from './form-footer'

/** Changes the reason and the expiry; the entity and the list stay. */
export function EditEntryDialog({ entry }: { entry: WatchlistEntry }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Edit ${entry.entity_id}`}>
          <Pencil aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>
          Edit <span className="figure break-all">{entry.entity_id}</span>
        </DialogTitle>
        <DialogDescription>
          The entity stays {entry.list_type}. The audit log keeps the previous values.
        </DialogDescription>
        <EditForm entry={entry} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function EditForm({ entry, onSaved }: { entry: WatchlistEntry; onSaved: () => void }) {
  const router = useRouter()
  const [reason, setReason] = useState(entry.reason ?? '')
  const [expiry, setExpiry] = useState<Expiry | 'keep'>('keep')
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const blank = entry.list_type === 'blocked' && reason.trim() === ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (blank) return
    startTransition(async () => {
      const sent = await callApi('PATCH /api/watchlists/{id}', {
        params: { id: entry.id },
        body: {
          reason: reason.trim() || null,
          expires_at: expiry === 'keep' ? undefined : (expiryOf(expiry, Date.now()) ?? null),
        },
      })
      if (!sent.ok) return setProblem(sent.problem.message)
      onSaved()
      toast.success(`${entry.entity_id}: saved.`)
      router.refresh()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field label="Reason" error={blank ? 'Say why it is blocked.' : undefined}>
        {(wiring) => (
          <Textarea {...wiring} value={reason} maxLength={512} onChange={(e) => setReason(e.target.value)} />
        )}
      </Field>
      <Field label="For how long, from now">
        {(wiring) => (
          <Select {...wiring} value={expiry} onChange={(e) => setExpiry(e.target.value as Expiry | 'keep')}>
            <option value="keep">Unchanged</option>
            {EXPIRIES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormFooter problem={problem} pending={pending} disabled={blank} submit="Save" />
    </form>
  )
}
