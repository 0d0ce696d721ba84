import type { Person } from '@/components/cases/mentions'
import type { Clock } from '@/components/fraud/clock'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import type { Context } from '@/lib/contract/context'
import type { CaseDetail } from '@/lib/desk/cases/schema'
import { BriefCard, BriefPending } from './brief-card'
import { CaseEditingProvider } from './case-editing'
import { CaseHeader } from './case-header'
import { ConflictPanel } from './conflict-panel'
import { DescriptionCard } from './description-card'
import { EntitiesCard } from './entities-card'
import { NotesCard } from './notes-card'
import { OutcomeCard } from './outcome-card'
import { TimelineCard } from './timeline-card'
import { TransactionsCard } from './transactions-card'

interface CaseViewProps {
  ctx: Context
  detail: CaseDetail
  people: Person[]
  me: Person | null
  mayWrite: boolean
  mayAssignOthers: boolean
  clock: Clock
}

/** The case: its state on top, the evidence on the left, what people say about it on the right. */
export function CaseView({ ctx, detail, people, me, mayWrite, mayAssignOthers, clock }: CaseViewProps) {
  const mayChange = mayWrite && detail.status !== 'closed'
  return (
    <CaseEditingProvider caseId={detail.id} version={detail.version} updatedAt={detail.updated_at}>
      <ConflictPanel lastSeq={detail.timeline.items[0]?.seq} timeZone={clock.timeZone} />
      <CaseHeader
        detail={detail}
        me={me}
        people={people}
        mayWrite={mayWrite}
        mayAssignOthers={mayAssignOthers}
        clock={clock}
      />
      <div className="max-xl:in-order grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="in-order flex min-w-0 flex-col gap-4">
          <WidgetBoundary name="The case brief" skeleton={<BriefPending />}>
            <BriefCard ctx={ctx} id={detail.id} />
          </WidgetBoundary>
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
            people={people}
            me={me}
            mayWrite={mayWrite}
            clock={clock}
          />
          <TimelineCard timeline={detail.timeline} clock={clock} />
        </div>
      </div>
    </CaseEditingProvider>
  )
}
