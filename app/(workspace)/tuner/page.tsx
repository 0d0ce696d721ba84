import { SlidersHorizontal } from 'lucide-react'
import type { Metadata } from 'next'
import { ExplorationCard } from '@/components/fraud/exploration-card'
import { MessagePanel } from '@/components/layout/message-panel'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { getExploration } from '@/lib/governance/exploration'
import { readTuner } from '@/lib/governance/tuner'
import { readOrProblem } from '../_lib/read-or-problem'
import { TunerBoard } from './_components/tuner-board'
import { boardOf } from './prepare-board'

export const metadata: Metadata = { title: 'Tuner' }

export default async function TunerPage() {
  const ctx = await requireUser()
  const { value, problem } = await readOrProblem(ctx, () =>
    Promise.all([readTuner(ctx), getExploration(ctx)]),
  )
  if (problem?.code === 'no-production-model') return <NoModel />
  if (problem) return <ProblemPanel problem={problem} />
  const [reading, exploration] = value
  const mayChange = mayActor(ctx.actor, 'policy:write')
  return (
    <div className="flex flex-col gap-4">
      <TunerBoard board={boardOf(reading, ctx.tenant.timeZone)} mayChange={mayChange} />
      <ExplorationCard exploration={exploration} settingsHref={mayChange ? '/settings/exploration' : null} />
    </div>
  )
}

function NoModel() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel icon={SlidersHorizontal} title="No model is in production">
        <p>
          A threshold decides about the scores of the production model. An administrator puts one into
          production.
        </p>
      </MessagePanel>
    </div>
  )
}
