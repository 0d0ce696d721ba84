'use client'

import { useState } from 'react'
import type { Clock } from '@/components/fraud/clock'
import { RelativeTime } from '@/components/fraud/relative-time'
import { callApi } from '@/components/http/api-client'
import type { CaseNote, NoteRevision } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'

type Revisions = { items: NoteRevision[] } | { message: string } | null

/** Marks an edited note and shows its former texts on demand. */
export function NoteRevisions({ note, clock }: { note: CaseNote; clock: Clock }) {
  const { caseId } = useCaseEditing()
  const [revisions, setRevisions] = useState<Revisions>(null)
  const load = async () => {
    const read = await callApi('GET /api/cases/{id}/notes/{note_id}/revisions', {
      params: { id: caseId, note_id: note.id },
    })
    setRevisions(read.ok ? read.body : { message: read.problem.message })
  }
  return (
    <details className="mt-1" onToggle={(event) => event.currentTarget.open && !revisions && void load()}>
      <summary className="text-faint hover:text-foreground w-fit rounded-sm text-[13px]">
        edited {note.edited_at ? <RelativeTime at={note.edited_at} {...clock} /> : null}
      </summary>
      <div aria-live="polite" className="border-border mt-1.5 border-l-2 pl-3 text-[13px]">
        {revisions === null ? <p className="text-muted-foreground">Loading the earlier texts…</p> : null}
        {revisions && 'message' in revisions ? <p className="text-risk-high">{revisions.message}</p> : null}
        {revisions && 'items' in revisions
          ? revisions.items.map(({ body, written_at }) => (
              <div key={written_at} className="mb-2">
                <p className="text-faint">
                  written <RelativeTime at={written_at} {...clock} />
                </p>
                <p className="text-muted-foreground break-words whitespace-pre-wrap">{body}</p>
              </div>
            ))
          : null}
      </div>
    </details>
  )
}
