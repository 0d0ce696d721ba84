'use client'

import { ListChecks } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { sendHonouringClaims } from '@/components/fraud/ask-about-claims'
import { undoTogether, versionsIn } from '@/components/fraud/decide-together'
import { DECISIONS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { EntityRef } from '@/lib/contract/entities'
import { limitOf } from '@/lib/contract/permissions'

const CHOICES = ['confirmed_fraud', 'false_positive', 'escalated'] as const
type Choice = (typeof CHOICES)[number]

interface DecideAllProps {
  entity: EntityRef
  count: number
  mayDecideMany: boolean
}

/** One decision with one rationale on every open alert of the entity; each gets its own row of the audit log. */
export function DecideAll({ entity, count, mayDecideMany }: DecideAllProps) {
  const router = useRouter()
  const fieldId = useId()
  const [open, setOpen] = useState(false)
  const [decision, setDecision] = useState<Choice>('confirmed_fraud')
  const [notes, setNotes] = useState('')
  const [pending, startTransition] = useTransition()
  const alerts = count === 1 ? 'the open alert' : `all ${count.toLocaleString('en-US')} open alerts`
  if (count > 1 && !mayDecideMany) {
    return <p className="text-faint text-xs">{limitOf('transaction:decide-many')}</p>
  }

  const decide = () =>
    startTransition(async () => {
      const response = await sendHonouringClaims(
        (choice) =>
          callApi('POST /api/entities/{account_id}/decisions', {
            params: { account_id: entity.id },
            query: { kind: entity.kind },
            body: { decision, notes: notes.trim(), ...choice },
          }),
        { skippable: count > 1 },
      )
      if (!response.ok) return void toast.error(response.problem.message)
      const { updated, transaction_ids: ids, more } = response.body
      const versions = versionsIn(response.body)
      setOpen(false)
      router.refresh()
      if (updated === 0)
        return void toast.info('Nothing was decided: no alert is open any more, or all are claimed.')
      toast.success(`${updated} decided${more ? '; more remain: decide again' : ''}.`, {
        action: { label: 'Undo', onClick: () => void undoTogether(ids, versions, () => router.refresh()) },
      })
    })

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <ListChecks aria-hidden />
          Decide {alerts}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Decide {alerts}?</DialogTitle>
        <DialogDescription>
          Every open alert that involves <span className="figure break-all">{entity.id}</span> gets this
          decision. You can undo it within five minutes.
        </DialogDescription>
        <form
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            decide()
          }}
        >
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${fieldId}decision`}>Decision</Label>
            <Select
              id={`${fieldId}decision`}
              value={decision}
              onChange={(event) => setDecision(event.target.value as Choice)}
            >
              {CHOICES.map((choice) => (
                <option key={choice} value={choice}>
                  {DECISIONS[choice].label}
                </option>
              ))}
            </Select>
          </div>
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${fieldId}notes`}>Rationale</Label>
            <Textarea
              id={`${fieldId}notes`}
              required
              maxLength={2048}
              value={notes}
              onChange={(event) => setNotes(event.target.value)}
            />
          </div>
          <Button type="submit" disabled={pending || notes.trim() === ''} className="self-end">
            {pending ? 'Deciding…' : `Decide ${alerts}`}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
