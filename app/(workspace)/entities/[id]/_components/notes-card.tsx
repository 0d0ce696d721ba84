import { ProblemPanel } from '@/components/layout/problem-panel'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { mayActor } from '@/lib/auth'
import { listEntityNotes } from '@/lib/entity-profiles'
import { NOTE_LENGTH } from '@/lib/entity-profiles/schema'
import { readOrProblem } from '../../../_lib/read-or-problem'
import type { EntityWidget } from '../entity-widget'
import { NoteForm } from './note-form'

const SHOWN = 20

/** What people know about the entity that no transaction says. */
export async function NotesCard({ ctx, entity, clock }: EntityWidget) {
  const { value: page, problem } = await readOrProblem(ctx, () =>
    listEntityNotes(ctx, entity, { limit: SHOWN }),
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>Notes</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {mayActor(ctx.actor, 'entity:note') ? <NoteForm entity={entity} longest={NOTE_LENGTH} /> : null}
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
          <p className="text-faint text-xs">The newest {SHOWN} notes; there are older ones.</p>
        ) : null}
      </CardBody>
    </Card>
  )
}
