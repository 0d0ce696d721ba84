'use client'

import { useState } from 'react'
import { readDraft, useDraft } from '@/components/cases/drafts'
import { type NamedUser, splitMentions } from '@/components/cases/mentions'
import { UserAvatar } from '@/components/cases/user-avatar'
import type { Clock } from '@/components/fraud/clock'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Button } from '@/components/ui/button'
import type { CaseNote } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'
import { NoteForm } from './note-form'
import { NoteRevisions } from './note-revisions'

interface NoteItemProps {
  note: CaseNote
  users: readonly NamedUser[]
  mine: boolean
  clock: Clock
}

export function NoteItem({ note, users, mine, clock }: NoteItemProps) {
  const { caseId } = useCaseEditing()
  const key = draftKey(caseId, `note:${note.id}`)
  const [draft, setDraft] = useDraft(key)
  const [begun, setBegun] = useState(false)
  const editing = mine && (begun || draft !== '')
  const begin = () => {
    if (readDraft(key) === '') setDraft(note.body)
    setBegun(true)
  }
  return (
    <li className="flex gap-3">
      <UserAvatar name={note.author.name} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="text-muted-foreground flex flex-wrap items-center gap-x-2 text-[13px]">
          <span className="text-foreground font-medium">{note.author.name}</span>
          <RelativeTime at={note.created_at} {...clock} />
          {mine && !editing ? (
            <Button variant="ghost" size="sm" className="ml-auto h-6 px-1.5" onClick={begin}>
              Edit
            </Button>
          ) : null}
        </div>
        {editing ? (
          <NoteForm users={users} noteId={note.id} onEnd={() => setBegun(false)} />
        ) : (
          <NoteText text={note.body} users={[...note.mentions, ...users]} />
        )}
        {note.edited_at ? <NoteRevisions key={note.edited_at} note={note} clock={clock} /> : null}
      </div>
    </li>
  )
}

/** The note's text with its mentions marked. */
export function NoteText({ text, users }: { text: string; users: readonly NamedUser[] }) {
  return (
    <p className="text-sm break-words whitespace-pre-wrap">
      {splitMentions(text, users).map((part, place) =>
        part.user ? (
          <span key={place} className="text-info font-medium">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  )
}
