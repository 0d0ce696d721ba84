'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { Field } from '@/components/cases/field'
import { EXPIRIES, type Expiry, expiryOf } from '@/components/fraud/expiry'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { LIST_TYPES, LISTED_KINDS, type ListedKind, type ListType } from '@/lib/desk/watchlists/schema'
import { FormFooter } from './form-footer'
import { LIST_EFFECTS, LIST_LABELS, LISTED_KIND_LABELS } from '../list-words'

export function AddEntryDialog({ list }: { list: ListType }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Plus aria-hidden />
          Add entry
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto">
        <DialogTitle>Add to a list</DialogTitle>
        <DialogDescription>
          Takes effect with the next score. Scored transactions do not change.
        </DialogDescription>
        <AddEntryForm list={list} onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

/** An entity, the list, the reason and the expiry. Blocking requires a reason. */
function AddEntryForm({ list: first, onAdded }: { list: ListType; onAdded: () => void }) {
  const router = useRouter()
  const [kind, setKind] = useState<ListedKind>('account')
  const [list, setList] = useState(first)
  const [id, setId] = useState('')
  const [reason, setReason] = useState('')
  const [expiry, setExpiry] = useState<Expiry>('never')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const missing = { id: id.trim() === '', reason: list === 'blocked' && reason.trim() === '' }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.id || missing.reason) return
    startTransition(async () => {
      const sent = await callApi('POST /api/watchlists', {
        body: {
          kind,
          entity_id: id.trim(),
          list_type: list,
          reason: reason.trim() || undefined,
          expires_at: expiryOf(expiry, Date.now()),
        },
      })
      if (!sent.ok) return setProblem(sent.problem.message)
      onAdded()
      toast.success(`${id.trim()} is ${list}.`)
      router.refresh()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label="List">
          {(wiring) => (
            <Select {...wiring} value={list} onChange={(e) => setList(e.target.value as ListType)}>
              {LIST_TYPES.map((value) => (
                <option key={value} value={value}>
                  {LIST_LABELS[value]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Kind">
          {(wiring) => (
            <Select {...wiring} value={kind} onChange={(e) => setKind(e.target.value as ListedKind)}>
              {LISTED_KINDS.map((value) => (
                <option key={value} value={value}>
                  {LISTED_KIND_LABELS[value]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field
        label={`${LISTED_KIND_LABELS[kind]} id`}
        hint={LIST_EFFECTS[list]}
        error={tried && missing.id ? 'Enter the id.' : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            className="font-mono"
            required
            autoComplete="off"
            spellCheck={false}
            value={id}
            maxLength={64}
            onChange={(e) => setId(e.target.value)}
          />
        )}
      </Field>
      <Field
        label={list === 'blocked' ? 'Reason' : 'Reason (optional)'}
        error={tried && missing.reason ? 'Say why it is blocked.' : undefined}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            required={list === 'blocked'}
            value={reason}
            maxLength={512}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <Field label="For how long">
        {(wiring) => (
          <Select {...wiring} value={expiry} onChange={(e) => setExpiry(e.target.value as Expiry)}>
            {EXPIRIES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormFooter problem={problem} pending={pending} submit={`Add to ${LIST_LABELS[list].toLowerCase()}`} />
    </form>
  )
}
