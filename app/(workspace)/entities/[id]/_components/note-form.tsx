'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import type { EntityRef } from '@/lib/contract/entities'

/** Writes a note; the text stays until it is stored. */
export function NoteForm({ entity, longest }: { entity: EntityRef; longest: number }) {
  const router = useRouter()
  const id = useId()
  const [body, setBody] = useState('')
  const [rejection, setRejection] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  const save = () =>
    startTransition(async () => {
      const sent = await callApi('POST /api/entities/{account_id}/notes', {
        params: { account_id: entity.id },
        query: { kind: entity.kind },
        body: { body },
      })
      setRejection(sent.ok ? null : sent.problem.message)
      if (!sent.ok) return
      setBody('')
      router.refresh()
    })

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Label htmlFor={id}>New note</Label>
      <Textarea
        id={id}
        value={body}
        maxLength={longest}
        aria-invalid={rejection !== null}
        aria-describedby={`${id}said`}
        placeholder="What colleagues should know. Notes cannot be changed."
        onChange={(event) => setBody(event.target.value)}
      />
      <div className="flex items-center justify-between gap-3">
        <p id={`${id}said`} role="status" className="text-risk-high text-[13px]">
          {rejection}
        </p>
        <Button type="submit" variant="secondary" size="sm" disabled={pending || body.trim() === ''}>
          {pending ? 'Saving…' : 'Add note'}
        </Button>
      </div>
    </form>
  )
}
