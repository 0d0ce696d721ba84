import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { uuid } from '@/lib/contract/uuid'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { getModelReport, getRegisteredModel } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { BackLink } from '@/components/layout/back-link'
import { ReportSkeleton } from './_components/report-skeleton'
import { ReportView } from './_components/report-view'

export const metadata: Metadata = { title: 'Model report' }

/** Checks that the model exists before it sends anything, so that an unknown URL gets a 404. */
export default async function ModelPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = uuid.safeParse((await params).id)
  if (!id.success) notFound()
  const { problem } = await readOrProblem(ctx, () => getRegisteredModel(ctx, id.data))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <BackLink href="/models" label="All models" />
      <Suspense fallback={<ReportSkeleton />}>
        <Report ctx={ctx} id={id.data} />
      </Suspense>
    </div>
  )
}

/** The first read of a bundle takes a while, so the report is streamed. */
async function Report({ ctx, id }: { ctx: Context; id: string }) {
  const detail = await getModelReport(ctx, id)
  return <ReportView detail={detail} timeZone={ctx.tenant.timeZone} />
}
