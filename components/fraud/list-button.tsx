'use client'

import { Ban, ShieldCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { EXPIRIES, type Expiry, expiryOf } from './expiry'
import type { EntityRef } from '@/lib/contract/entities'

const LISTS = {
  blocked: {
    icon: Ban,
    verb: 'Block',
    variant: 'danger',
    effect: 'From now on every transaction with it is blocked, whatever its score.',
  },
  trusted: {
    icon: ShieldCheck,
    verb: 'Trust',
    variant: 'good',
    effect: 'From now on its transactions are approved unless another party is blocked.',
  },
} as const

/** The client names its device and phone itself, so a fraudster can name a trusted one. */
const LIMIT = 'A score at or above the block threshold still blocks them.'

/** Puts the entity on a list, after it explains the effect; with a reason and an optional expiry. */
export function ListButton({ entity, list }: { entity: EntityRef; list: keyof typeof LISTS }) {
  const { icon: Icon, verb, variant, effect } = LISTS[list]
  const router = useRouter()
  const fieldId = useId()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [expiry, setExpiry] = useState<Expiry>('never')
  const [pending, startTransition] = useTransition()

  const save = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/watchlists', {
        body: {
          kind: entity.kind,
          entity_id: entity.id,
          list_type: list,
          reason: reason.trim(),
          expires_at: expiryOf(expiry, Date.now()),
        },
      })
      if (!sent.ok) return void toast.error(sent.problem.message)
      setOpen(false)
      toast.success(`${entity.id} is ${list}.`)
      router.refresh()
    })

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={variant} size="sm">
          <Icon aria-hidden />
          {verb}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>
          {verb} <span className="figure break-all">{entity.id}</span>?
        </DialogTitle>
        <DialogDescription>
          {effect} {list === 'trusted' && entity.kind !== 'account' ? `${LIMIT} ` : ''}Scored transactions do
          not change.
        </DialogDescription>
        <form
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${fieldId}reason`}>Reason</Label>
            <Input
              id={`${fieldId}reason`}
              required
              value={reason}
              maxLength={512}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${fieldId}expiry`}>For how long</Label>
            <Select
              id={`${fieldId}expiry`}
              value={expiry}
              onChange={(event) => setExpiry(event.target.value as Expiry)}
            >
              {EXPIRIES.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </div>
          <Button type="submit" disabled={pending || reason.trim() === ''} className="self-end">
            {pending ? 'Saving…' : `${verb} ${entity.kind}`}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
