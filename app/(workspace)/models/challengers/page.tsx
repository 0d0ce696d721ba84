import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/back-link'
import { MessagePanel } from '@/components/layout/message-panel'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Segments } from '@/components/layout/segments'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { getComparison, listChallengers, listSwapSet } from '@/lib/governance/challengers'
import { readList } from '../../_lib/read-list'
import { readOrProblem } from '../../_lib/read-or-problem'
import { CanaryCard } from './_components/canary-card'
import { CoverageCard } from './_components/coverage-card'
import { LatencyCard } from './_components/latency-card'
import { OutcomesCard } from './_components/outcomes-card'
import { QualityCard } from './_components/quality-card'
import { SwapSet } from './_components/swap-set'
import { nameOf } from './in-words'
import { challengersUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Challengers' }

const DAYS = { '1': '24 hours', '7': '7 days', '30': '30 days', '90': '90 days' } as const

export default async function ChallengersPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = challengersUrl.parse(await searchParams)
  const list = await readOrProblem(ctx, () => listChallengers(ctx))
  if (list.problem) return <ProblemPanel problem={list.problem} />
  const { champion, items } = list.value
  const model = view.filter.model ?? items[0]?.id
  if (model === undefined || champion === null) return <NoChallengers />
  const { days, flip } = view.filter
  const { value, problem } = await readList(
    ctx,
    challengersUrl.currentHref(view),
    () =>
      Promise.all([
        getComparison(ctx, model, { days: Number(days) }),
        listSwapSet(ctx, model, { flip, limit: PAGE_SIZE, cursor: view.cursor }),
      ]),
    ([, swapSet]) => swapSet,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [comparison, swapSet] = value
  const { currency, timeZone } = ctx.tenant
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['models.changed']} />
      <BackLink href="/models" label="All models" />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Segments
          label="Challenger"
          options={items.map((item) => ({
            label: nameOf(item),
            href: challengersUrl.href({ ...view.filter, model: item.id }),
            active: item.id === model,
          }))}
        />
        <Segments
          label="Time"
          options={Object.entries(DAYS).map(([value, label]) => ({
            label,
            href: challengersUrl.href({ ...view.filter, days: value as keyof typeof DAYS }),
            active: value === days,
          }))}
        />
      </div>
      <CoverageCard comparison={comparison} timeZone={timeZone} />
      <OutcomesCard comparison={comparison} currency={currency} />
      <div className="grid gap-4 lg:grid-cols-2">
        <QualityCard comparison={comparison} timeZone={timeZone} />
        <LatencyCard comparison={comparison} />
      </div>
      <CanaryCard
        key={comparison.model.id}
        comparison={comparison}
        mayWrite={mayActor(ctx.actor, 'policy:write')}
        timeZone={timeZone}
      />
      <SwapSet view={view} page={swapSet} currency={currency} timeZone={timeZone} />
    </div>
  )
}

function NoChallengers() {
  return (
    <div className="flex flex-col gap-4">
      <BackLink href="/models" label="All models" />
      <div className="bg-card rounded-lg border">
        <MessagePanel icon={Scale} title="No model is a challenger">
          <p>
            A model with the stage shadow scores the same payments as the production model, after each
            response. Give a registered model this stage on its page.
          </p>
        </MessagePanel>
      </div>
    </div>
  )
}
