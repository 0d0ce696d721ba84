import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { getRegisteredModel } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { BackToModels } from './_components/back-to-models'
import { Report } from './_components/report'
import { ReportSkeleton } from './_components/report-skeleton'

export const metadata: Metadata = { title: 'Model report' }

/** Whether the model exists is known before anything is sent, so that a wrong address answers 404. */
export default async function ModelPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  const { problem } = await readOrProblem(ctx, () => getRegisteredModel(ctx, id.data))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <BackToModels />
      <Suspense fallback={<ReportSkeleton />}>
        <Report ctx={ctx} id={id.data} />
      </Suspense>
    </div>
  )
}
