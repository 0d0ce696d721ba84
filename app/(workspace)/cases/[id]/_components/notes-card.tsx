'use client'

import type { Clock } from '@/components/fraud/clock'
import type { NamedUser } from '@/components/cases/mentions'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { CaseNote } from '@/lib/desk/cases/schema'
import { NoteForm } from './note-form'
import { NoteItem } from './note-item'

interface NotesCardProps {
  notes: CaseNote[]
  count: number
  users: NamedUser[]
  me: NamedUser | null
  mayWrite: boolean
  clock: Clock
}

/** The notes of the case, newest first. */
export function NotesCard({ notes, count, users, me, mayWrite, clock }: NotesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Notes</CardTitle>
        <CardNote>{count > notes.length ? `The latest ${notes.length} of ${count}` : count}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {mayWrite ? <NoteForm users={users} /> : null}
        {notes.length === 0 ? (
          <p className="text-muted-foreground text-sm">No notes yet.</p>
        ) : (
          <ol className="flex flex-col gap-4">
            {notes.map((note) => (
              <NoteItem
                key={note.id}
                note={note}
                users={users}
                mine={mayWrite && note.author.id === me?.id}
                clock={clock}
              />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  )
}
