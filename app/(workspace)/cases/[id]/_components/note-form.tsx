'use client'

import { useTransition } from 'react'
import { useDraft } from '@/components/cases/drafts'
import { mentionedIn, type NamedUser } from '@/components/cases/mentions'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { type Act, useCaseEditing } from './case-editing'
import { draftKey } from './draft-keys'
import { MentionTextarea } from './mention-textarea'

interface NoteFormProps {
  users: readonly NamedUser[]
  /** The note to edit; without one a new note is written. */
  noteId?: string
  onEnd?: () => void
}

/** Writes or edits a note; an unsent text survives a reload. */
export function NoteForm({ users, noteId, onEnd }: NoteFormProps) {
  const { caseId, act } = useCaseEditing()
  const [draft, setDraft] = useDraft(draftKey(caseId, noteId ? `note:${noteId}` : 'note'))
  const [pending, startTransition] = useTransition()
  const blank = draft.trim() === ''

  const send = () => {
    if (blank || pending) return
    const body = { body: draft.trim(), mentions: mentionedIn(draft, users) }
    const write: Act = () =>
      noteId === undefined
        ? callApi('POST /api/cases/{id}/notes', { params: { id: caseId }, body })
        : callApi('PATCH /api/cases/{id}/notes/{note_id}', { params: { id: caseId, note_id: noteId }, body })
    startTransition(async () => {
      if ((await act(write, noteId ? 'Note changed' : 'Note added')) !== null) return
      setDraft('')
      onEnd?.()
    })
  }
  const giveUp = () => {
    setDraft('')
    onEnd?.()
  }
  return (
    <div className="flex flex-col gap-2">
      <MentionTextarea
        label={noteId ? 'Edit the note' : 'Write a note'}
        placeholder="Your findings. @ mentions and notifies a colleague."
        value={draft}
        users={users}
        autoFocus={noteId !== undefined}
        onChange={setDraft}
        onSubmit={send}
      />
      <div className="flex justify-end gap-2">
        {onEnd ? (
          <Button variant="ghost" size="sm" onClick={giveUp}>
            Cancel
          </Button>
        ) : null}
        <Button size="sm" disabled={blank || pending} onClick={send}>
          {noteId ? 'Save note' : 'Add note'}
        </Button>
      </div>
    </div>
  )
}
