'use client'

import type { NamedUser } from '@/components/cases/mentions'
import type { Clock } from '@/components/fraud/clock'
import type { CaseDetail } from '@/lib/desk/cases/schema'
import { BriefCard } from './brief-card'
import { CaseEditingProvider, useCaseEditing } from './case-editing'
import { CaseHeader } from './case-header'
import { ConflictPanel } from './conflict-panel'
import { DescriptionCard } from './description-card'
import { EntitiesCard } from './entities-card'
import { NotesCard } from './notes-card'
import { OutcomeCard } from './outcome-card'
import { TimelineCard } from './timeline-card'
import { TransactionsCard } from './transactions-card'

interface CaseViewProps {
  users: NamedUser[]
  me: NamedUser | null
  mayWrite: boolean
  mayAssignOthers: boolean
  mayDecideMany: boolean
  clock: Clock
}

/** A case: its state at the top, its transactions and entities on the left, notes and timeline on the right. */
export function CaseView({ detail, ...props }: CaseViewProps & { detail: CaseDetail }) {
  return (
    <CaseEditingProvider rendered={detail}>
      <CaseCards {...props} />
    </CaseEditingProvider>
  )
}

function CaseCards({ users, me, mayWrite, mayAssignOthers, mayDecideMany, clock }: CaseViewProps) {
  const { detail } = useCaseEditing()
  const mayChange = mayWrite && detail.status !== 'closed'
  return (
    <>
      <ConflictPanel lastSeq={detail.timeline.items[0]?.seq} timeZone={clock.timeZone} />
      <CaseHeader
        detail={detail}
        me={me}
        users={users}
        mayWrite={mayWrite}
        mayAssignOthers={mayAssignOthers}
        mayDecideMany={mayDecideMany}
        clock={clock}
      />
      <div className="max-xl:in-order grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="in-order flex min-w-0 flex-col gap-4">
          <BriefCard caseId={detail.id} sentences={detail.brief} />
          <TransactionsCard
            transactions={detail.transactions}
            count={detail.transaction_count}
            mayChange={mayChange}
            clock={clock}
          />
          <EntitiesCard entities={detail.entities} mayChange={mayChange} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <OutcomeCard detail={detail} timeZone={clock.timeZone} />
          <DescriptionCard description={detail.description} mayChange={mayChange} />
          <NotesCard
            notes={detail.notes}
            count={detail.note_count}
            users={users}
            me={me}
            mayWrite={mayWrite}
            clock={clock}
          />
          <TimelineCard timeline={detail.timeline} clock={clock} />
        </div>
      </div>
    </>
  )
}
