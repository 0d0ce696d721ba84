import { ChartSpline } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { LiveRefresh } from '@/components/live/live-refresh'
import { Button } from '@/components/ui/button'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { readModelsPage } from '@/lib/governance/models'
import { listRetrainings } from '@/lib/governance/retraining'
import { readOrProblem } from '../../_lib/read-or-problem'
import { ModelsTable } from './_components/models-table'
import { RetrainingCard } from './_components/retraining-card'
import { SubstitutionNote } from './_components/substitution-note'
import { UploadDialog } from './_components/upload-dialog'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage() {
  const ctx = await requireUser()
  const { value: page, problem } = await readOrProblem(ctx, async () => ({
    ...(await readModelsPage(ctx)),
    retrainings: await listRetrainings(ctx, { limit: 1 }),
  }))
  if (problem) return <ProblemPanel problem={problem} />
  const mayAct = mayActor(ctx.actor, 'policy:write')
  const { overviews, substitution, retrainings } = page
  const { timeZone } = ctx.tenant
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['models.changed', 'retrainings.changed']} />
      {substitution ? <SubstitutionNote substitution={substitution} timeZone={timeZone} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        {overviews.length > 1 ? (
          <Button variant="outline" size="sm" asChild>
            <Link href="/models/compare" prefetch={false}>
              Compare two versions
            </Link>
          </Button>
        ) : null}
        <Button variant="outline" size="sm" asChild>
          <Link href="/models/challengers" prefetch={false}>
            Challengers
          </Link>
        </Button>
        {mayAct ? <UploadDialog /> : null}
      </div>
      {overviews.length === 0 ? (
        <ModelsEmpty />
      ) : (
        <ModelsTable overviews={overviews} timeZone={timeZone} mayAct={mayAct} />
      )}
      {overviews.length > 0 ? (
        <RetrainingCard
          latest={retrainings.items[0] ?? null}
          unavailable={retrainings.unavailable}
          timeZone={timeZone}
          mayAct={mayAct}
          mayReadJobs={mayActor(ctx.actor, 'job:read')}
        />
      ) : null}
    </div>
  )
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
