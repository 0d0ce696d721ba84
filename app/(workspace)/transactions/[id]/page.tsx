import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { mayActor, requireUser } from '@/lib/auth'
import { getTransaction } from '@/lib/transactions'
import { readOrProblem } from '../../_lib/read-or-problem'
import { AuditTrail } from './_components/audit-trail'
import { BackToQueue } from './_components/back-to-queue'
import { CounterfactualCard, CounterfactualPending } from './_components/counterfactual-card'
import { DecisionPanel } from './_components/decision-panel'
import { ExplanationCard } from './_components/explanation-card'
import { Facts } from './_components/facts'
import { ListActions } from './_components/list-actions'
import { VerdictCard } from './_components/verdict-card'

export const metadata: Metadata = { title: 'Transaction' }

export default async function TransactionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  const { value: detail, problem } = await readOrProblem(ctx, () => getTransaction(ctx, id.data))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />

  const renderedAt = new Date().toISOString()
  const clock = { renderedAt, timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <BackToQueue />
      <VerdictCard
        detail={detail}
        clock={clock}
        actions={
          mayActor(ctx.actor, 'watchlist:write') ? (
            <ListActions sender={detail.sender} receiver={detail.receiver} />
          ) : null
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-2 xl:row-start-1">
          <DecisionPanel
            transactionId={detail.transactionId}
            decision={detail.decision}
            decisions={detail.decisions}
            mayDecide={mayActor(ctx.actor, 'transaction:decide')}
            clock={clock}
          />
          <AuditTrail detail={detail} clock={clock} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-1 xl:row-start-1">
          <ExplanationCard prediction={detail.prediction} />
          <Suspense fallback={<CounterfactualPending />}>
            <CounterfactualCard ctx={ctx} id={detail.transactionId} />
          </Suspense>
          <Facts detail={detail} timeZone={ctx.tenant.timeZone} />
        </div>
      </div>
    </div>
  )
}
