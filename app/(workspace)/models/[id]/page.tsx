import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { uuid } from '@/lib/contract/uuid'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { type Context, mayActor } from '@/lib/contract/context'
import { LiveRefresh } from '@/components/live/live-refresh'
import { getModelReport, getRegisteredModel, listModelHistory } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { BackLink } from '@/components/layout/back-link'
import { StageActions } from '../_components/stage-actions'
import { DeleteBundle } from './_components/delete-bundle'
import { HistoryCard } from './_components/history-card'
import { ReportSkeleton } from './_components/report-skeleton'
import { ReportView } from './_components/report-view'

export const metadata: Metadata = { title: 'Model report' }

/** Checks that the model exists before it sends anything, so that an unknown URL gets a 404. */
export default async function ModelPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = uuid.safeParse((await params).id)
  if (!id.success) notFound()
  const { value, problem } = await readOrProblem(ctx, () => getRegisteredModel(ctx, id.data))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['models.changed']} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <BackLink href="/models" label="All models" />
        {mayActor(ctx.actor, 'policy:write') ? (
          <div className="flex flex-wrap gap-1.5">
            <StageActions model={value.model} />
            <DeleteBundle model={value.model} />
          </div>
        ) : null}
      </div>
      <Suspense fallback={<ReportSkeleton />}>
        <Report ctx={ctx} id={id.data} />
      </Suspense>
    </div>
  )
}

/** The first read of a bundle takes a while, so the report is streamed. */
async function Report({ ctx, id }: { ctx: Context; id: string }) {
  const { timeZone } = ctx.tenant
  const [detail, events] = await Promise.all([getModelReport(ctx, id), listModelHistory(ctx, id)])
  return (
    <>
      <ReportView detail={detail} timeZone={timeZone} />
      <HistoryCard events={events} timeZone={timeZone} />
    </>
  )
}
