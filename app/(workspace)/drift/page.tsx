import type { Metadata } from 'next'
import { LiveRefresh } from '@/components/live/live-refresh'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { getDrift } from '@/lib/governance/drift'
import { listRetrainings } from '@/lib/governance/retraining'
import { readOrProblem } from '../_lib/read-or-problem'
import { DriftReport } from './_components/drift-report'
import { Collecting, NoBaseline } from './_components/drift-states'
import { parseDriftView } from './search-params'

export const metadata: Metadata = { title: 'Drift' }

interface DriftPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DriftPage({ searchParams }: DriftPageProps) {
  const ctx = await requireUser()
  const view = parseDriftView(await searchParams)
  const { value, problem } = await readOrProblem(ctx, async () => ({
    drift: await getDrift(ctx, view),
    retrainings: await listRetrainings(ctx, { limit: 1 }),
  }))
  if (problem) return <ProblemPanel problem={problem} />
  const { drift, retrainings } = value
  const may = mayActor(ctx.actor, 'policy:write')
  return (
    <>
      <LiveRefresh kinds={['models.changed', 'retrainings.changed']} />
      {drift.state === 'no-baseline' ? <NoBaseline model={drift.model} /> : null}
      {drift.state === 'collecting' ? <Collecting model={drift.model} /> : null}
      {drift.state === 'measured' ? (
        <DriftReport
          drift={drift}
          view={view}
          timeZone={ctx.tenant.timeZone}
          mayAcknowledge={may}
          retrainings={retrainings}
        />
      ) : null}
    </>
  )
}
