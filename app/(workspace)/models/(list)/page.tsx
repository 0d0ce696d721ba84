import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { listModelOverviews } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { ModelsEmpty } from './_components/models-empty'
import { ModelsTable } from './_components/models-table'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage() {
  const ctx = await requireUser()
  const { value: overviews, problem } = await readOrProblem(ctx, () => listModelOverviews(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  if (overviews.length === 0) return <ModelsEmpty />
  return <ModelsTable overviews={overviews} timeZone={ctx.tenant.timeZone} />
}
