import type { Metadata } from 'next'
import { ExplorationCard } from '@/components/fraud/exploration-card'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import { getExploration } from '@/lib/governance/exploration'
import { readOrProblem } from '../../_lib/read-or-problem'
import { ExplorationForm } from './_components/exploration-form'

export const metadata: Metadata = { title: 'Exploration' }

export default async function ExplorationPage() {
  const ctx = await requireUser()
  const { value: exploration, problem } = await readOrProblem(ctx, () => getExploration(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  const { settings, currency, four_eyes: fourEyes } = exploration
  return (
    <>
      <ExplorationCard exploration={exploration} settingsHref={null} />
      {mayActor(ctx.actor, 'policy:write') ? (
        // New settings are a new form: what was typed is in force by then.
        <ExplorationForm
          key={settings?.version ?? 0}
          settings={settings}
          currency={currency}
          fourEyes={fourEyes}
          timeZone={ctx.tenant.timeZone}
        />
      ) : (
        <p className="text-muted-foreground text-[13px]">{limitOf('policy:write')}</p>
      )}
    </>
  )
}
