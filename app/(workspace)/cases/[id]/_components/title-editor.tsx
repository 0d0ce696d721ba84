'use client'

import { Pencil } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'

interface TitleEditorProps {
  caseKey: string
  title: string
  mayWrite: boolean
}

/** The title, edited in place. A draft stays until it is saved or cancelled. */
export function TitleEditor({ caseKey, title, mayWrite }: TitleEditorProps) {
  const { caseId, change } = useCaseEditing()
  const [draft, setDraft] = useDraft(draftKey(caseId, 'title'))
  const [begun, setBegun] = useState(false)
  const [pending, startTransition] = useTransition()
  const editing = begun || draft !== ''

  const finish = () => {
    setDraft('')
    setBegun(false)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (draft.trim() === '' || draft.trim() === title) return finish()
    startTransition(async () => {
      if ((await change({ title: draft.trim() }, 'Title changed')) === null) finish()
    })
  }
  if (!editing) {
    return (
      <h2 className="min-w-0 text-xl leading-7 font-semibold break-words">
        <span className="figure text-muted-foreground mr-2.5 text-base font-medium">{caseKey}</span>
        {title}
        {mayWrite ? (
          <Button
            variant="ghost"
            size="icon"
            aria-label="Edit the title"
            className="ml-1 size-7 align-middle"
            onClick={() => {
              setDraft(title)
              setBegun(true)
            }}
          >
            <Pencil aria-hidden className="size-3.5!" />
          </Button>
        ) : null}
      </h2>
    )
  }
  return (
    <form onSubmit={save} className="flex min-w-0 flex-1 flex-col gap-1">
      <div className="flex flex-wrap gap-2">
        <Input
          autoFocus
          aria-label={`Title of ${caseKey}`}
          value={draft}
          maxLength={256}
          className="min-w-0 flex-[1_1_16rem] sm:h-9"
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && finish()}
        />
        <Button type="submit" disabled={pending || draft.trim() === ''}>
          Save
        </Button>
        <Button variant="ghost" onClick={finish}>
          Cancel
        </Button>
      </div>
      <p className="text-muted-foreground text-[13px] break-words">Now: {title}</p>
    </form>
  )
}
