import { ProblemPanel } from '@/components/layout/problem-panel'
import { mayActor } from '@/lib/contract/context'
import { listEntityCases, listEntityNotes } from '@/lib/desk/entities'
import { readOrProblem } from '../../../_lib/read-or-problem'
import type { EntityWidget } from '../entity-widget'
import { CasesCard } from './cases-card'
import { NotesCard } from './notes-card'

const NOTES_SHOWN = 20

/** The notes and cases of the entity. Two small reads in sequence: a page must not hold many connections at once. */
export async function Aside({ ctx, entity, clock }: EntityWidget) {
  const cases = await readOrProblem(ctx, () => listEntityCases(ctx, entity))
  const notes = await readOrProblem(ctx, () => listEntityNotes(ctx, entity, { limit: NOTES_SHOWN }))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {cases.problem ? (
        <ProblemPanel problem={cases.problem} />
      ) : (
        <CasesCard cases={cases.value} clock={clock} />
      )}
      {notes.problem ? (
        <ProblemPanel problem={notes.problem} />
      ) : (
        <NotesCard
          entity={entity}
          page={notes.value}
          mayWrite={mayActor(ctx.actor, 'entity:note')}
          clock={clock}
        />
      )}
    </div>
  )
}
