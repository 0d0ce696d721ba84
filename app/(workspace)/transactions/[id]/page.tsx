import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { formatAmount } from '@/components/fraud/format-numbers'
import { NextAlertButton } from '@/components/fraud/next-alert-button'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { AuditLog } from './_components/audit-log'
import { BackLink } from '@/components/layout/back-link'
import { CasesCard } from './_components/cases-card'
import { ClaimBanner } from './_components/claim-banner'
import { CounterfactualCard, CounterfactualPending } from './_components/counterfactual-card'
import { DecisionPanel } from './_components/decision-panel'
import { ExplanationCard } from './_components/explanation-card'
import { Facts } from './_components/facts'
import { PartiesCard, PartiesPending } from './_components/parties-card'
import { SimilarCard, SimilarPending } from './_components/similar-card'
import { TransactionLive } from './_components/transaction-live'
import { VerdictCard } from './_components/verdict-card'
import { isUnresolvedAlert } from './prepare-summary'
import { readTransaction } from './read-transaction'
import { originOf } from './search-params'

interface TransactionPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: TransactionPageProps): Promise<Metadata> {
  const read = await readTransaction((await params).id)
  if (!read?.value) return { title: 'Transaction' }
  const { type, amount, currency, sender_account } = read.value.detail
  return { title: `${type} ${formatAmount(amount)} ${currency} from ${sender_account}` }
}

export default async function TransactionPage({ params, searchParams }: TransactionPageProps) {
  const ctx = await requireUser()
  const read = await readTransaction((await params).id)
  if (!read || read.problem?.code === 'not-found') notFound()
  if (read.problem) return <ProblemPanel problem={read.problem} />

  const { detail, claim } = read.value
  const origin = originOf((await searchParams).from)
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const mayDecide = mayActor(ctx.actor, 'transaction:decide')
  const { transaction_id: transactionId, sender_account, receiver_account, device_id, phone } = detail
  const entityIds = [sender_account, receiver_account, device_id, phone].filter((entity) => entity !== null)
  const next = mayDecide ? <NextAlertButton body={origin.next} from={origin.href} shortcut /> : null
  return (
    <div className="flex flex-col gap-4">
      <TransactionLive transactionId={transactionId} entityIds={entityIds} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <BackLink href={origin.href} label={origin.label} />
        <div className="flex flex-wrap items-center gap-2">
          {mayDecide && isUnresolvedAlert(detail) ? (
            <ClaimBanner transactionId={transactionId} claim={claim} userId={ctx.actor.id} clock={clock} />
          ) : null}
          {detail.decision === null ? next : null}
        </div>
      </div>
      <VerdictCard
        detail={detail}
        ownCurrency={ctx.tenant.currency}
        clock={clock}
        actions={
          mayActor(ctx.actor, 'case:write') ? (
            <CaseDialogButton
              transactionIds={[transactionId]}
              entities={[{ kind: 'account', id: sender_account }]}
              defaultTitle={`${detail.type} of ${sender_account}`}
              label="Open or add to case"
            />
          ) : null
        }
      />
      <div className="max-xl:in-order grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="in-order flex min-w-0 flex-col gap-4 xl:col-start-2 xl:row-start-1">
          <DecisionPanel
            transactionId={transactionId}
            decision={detail.decision}
            version={detail.decision_version}
            decisions={detail.decisions}
            mayDecide={mayDecide}
            clock={clock}
            next={next}
          />
          <WidgetBoundary name="Cases" skeleton={<Skeleton className="h-30" />}>
            <CasesCard ctx={ctx} id={transactionId} clock={clock} />
          </WidgetBoundary>
          <AuditLog detail={detail} clock={clock} />
        </div>
        <div className="in-order flex min-w-0 flex-col gap-4 xl:col-start-1 xl:row-start-1">
          <ExplanationCard detail={detail} />
          <WidgetBoundary name="What would have changed the outcome" skeleton={<CounterfactualPending />}>
            <CounterfactualCard ctx={ctx} id={transactionId} />
          </WidgetBoundary>
          <WidgetBoundary name="Parties" skeleton={<PartiesPending />}>
            <PartiesCard ctx={ctx} detail={detail} />
          </WidgetBoundary>
          <WidgetBoundary name="Similar transactions" skeleton={<SimilarPending />}>
            <SimilarCard ctx={ctx} id={transactionId} from={origin.href} clock={clock} />
          </WidgetBoundary>
          <Facts detail={detail} timeZone={clock.timeZone} />
        </div>
      </div>
    </div>
  )
}
