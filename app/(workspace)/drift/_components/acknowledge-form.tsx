'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'

const LONGEST_NOTE = 2_000

/** Acknowledges an alarm. What was typed stays when the server rejects it. */
export function AcknowledgeForm({ id }: { id: string }) {
  const router = useRouter()
  const [note, setNote] = useState('')
  const [error, setError] = useState<string>()
  const [pending, startTransition] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const text = note.trim()
      const body = text === '' ? {} : { note: text }
      const sent = await callApi('POST /api/drift/alarms/{id}/acknowledge', { params: { id }, body })
      if (!sent.ok) return setError(sent.problem.message)
      toast.success('Alarm acknowledged')
      router.refresh()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-3">
      <Field
        label="Note (optional)"
        hint="What it was, or what is done about it. The watch then learns a new reference for 28 days."
        error={error}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            value={note}
            maxLength={LONGEST_NOTE}
            disabled={pending}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="w-fit" disabled={pending}>
        {pending ? 'Saving…' : 'Acknowledge'}
      </Button>
    </form>
  )
}
