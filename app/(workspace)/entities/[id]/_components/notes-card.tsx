import { RelativeTime } from '@/components/fraud/relative-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Clock } from '@/components/fraud/clock'
import type { EntityRef } from '@/lib/contract/entities'
import { type EntityNotePage, NOTE_LENGTH } from '@/lib/desk/entities/schema'
import { NoteForm } from './note-form'

interface NotesCardProps {
  entity: EntityRef
  page: EntityNotePage
  mayWrite: boolean
  clock: Clock
}

/** Notes that users wrote on the entity. */
export function NotesCard({ entity, page, mayWrite, clock }: NotesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Notes</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {mayWrite ? <NoteForm entity={entity} longest={NOTE_LENGTH} /> : null}
        {page.items.length === 0 ? <p className="text-muted-foreground text-sm">No notes yet.</p> : null}
        <ul className="flex max-h-96 flex-col gap-3 overflow-y-auto">
          {page.items.map((note) => (
            <li key={note.id} className="border-b pb-3 last:border-b-0 last:pb-0">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-[13px]">
                <span className="font-medium">{note.user_name}</span>
                <span className="text-muted-foreground text-xs">
                  <RelativeTime at={note.created_at} {...clock} />
                </span>
              </p>
              <p className="text-sm break-words whitespace-pre-wrap">{note.body}</p>
            </li>
          ))}
        </ul>
        {page.next_cursor ? (
          <p className="text-faint text-xs">The newest {page.items.length} notes; there are older ones.</p>
        ) : null}
      </CardBody>
    </Card>
  )
}
