import { ProblemPanel } from '@/components/layout/problem-panel'
import { getEntityProfile } from '@/lib/desk/entities'
import { readOrProblem } from '../../../_lib/read-or-problem'
import type { EntityWidget } from '../entity-widget'
import { prepareTiles } from '../prepare-tiles'
import { MetricTiles } from './metric-tiles'
import { TrendCard } from './trend-card'
import { UsualCard } from './usual-card'

/** The figures of the entity's newest transactions: one read, three views. */
export async function Figures({ ctx, entity, clock }: EntityWidget) {
  const { value: profile, problem } = await readOrProblem(ctx, () => getEntityProfile(ctx, entity))
  if (problem) return <ProblemPanel problem={problem} />
  const { activity, usual, trend } = profile
  return (
    <div className="flex flex-col gap-4">
      <MetricTiles
        tiles={prepareTiles(entity, activity)}
        activity={activity}
        entity={entity}
        actor={ctx.actor}
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <UsualCard usual={usual} kind={entity.kind} currency={activity.currency} timeZone={clock.timeZone} />
        <TrendCard trend={trend} />
      </div>
    </div>
  )
}
