import { ChartSpline } from 'lucide-react'
import type { Metadata } from 'next'
import { MessagePanel } from '@/components/layout/message-panel'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { listModelOverviews } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { ModelsTable } from './_components/models-table'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage() {
  const ctx = await requireUser()
  const { value: overviews, problem } = await readOrProblem(ctx, () => listModelOverviews(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  if (overviews.length === 0) return <ModelsEmpty />
  return <ModelsTable overviews={overviews} timeZone={ctx.tenant.timeZone} />
}

function ModelsEmpty() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={ChartSpline} title="No model is registered">
        <p>
          Nothing can be scored until one is. An operator registers a bundle of this installation with{' '}
          <code className="figure">npm run model:activate</code>.
        </p>
      </MessagePanel>
    </div>
  )
}
