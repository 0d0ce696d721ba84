'use client'

import { Pencil } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { Textarea } from '@/components/ui/textarea'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'

/** The description of the case, edited in place. */
export function DescriptionCard({
  description,
  mayChange,
}: {
  description: string | null
  mayChange: boolean
}) {
  const { caseId, change } = useCaseEditing()
  const [draft, setDraft] = useDraft(draftKey(caseId, 'description'))
  const [begun, setBegun] = useState(false)
  const [pending, startTransition] = useTransition()
  const editing = mayChange && (begun || draft !== '')

  const finish = () => {
    setDraft('')
    setBegun(false)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      if ((await change({ description: draft.trim() || null }, 'Description changed')) === null) finish()
    })
  }
  const begin = () => {
    setDraft(description ?? '')
    setBegun(true)
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Description</CardTitle>
        {mayChange && !editing ? (
          <Button variant="ghost" size="sm" onClick={begin} aria-label="Edit the description">
            <Pencil aria-hidden />
            Edit
          </Button>
        ) : null}
      </CardHeader>
      <CardBody>
        {editing ? (
          <form onSubmit={save} className="flex flex-col gap-2">
            <Textarea
              autoFocus
              aria-label="Description"
              rows={4}
              value={draft}
              maxLength={8192}
              onChange={(event) => setDraft(event.target.value)}
            />
            {description && description !== draft ? (
              <p className="text-muted-foreground text-[13px] break-words whitespace-pre-wrap">
                Now: {description}
              </p>
            ) : null}
            <div className="flex justify-end gap-2">
              <Button variant="ghost" size="sm" onClick={finish}>
                Cancel
              </Button>
              <Button type="submit" size="sm" disabled={pending}>
                Save
              </Button>
            </div>
          </form>
        ) : (
          <p
            className={
              description ? 'text-sm break-words whitespace-pre-wrap' : 'text-muted-foreground text-sm'
            }
          >
            {description ?? 'No description yet.'}
          </p>
        )}
      </CardBody>
    </Card>
  )
}
