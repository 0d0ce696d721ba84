import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/back-link'
import { MessagePanel } from '@/components/layout/message-panel'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { ListPageProps } from '@/components/list-page/list-url'
import { requireUser } from '@/lib/access/auth'
import { getModelReport, listModels } from '@/lib/governance/models'
import { readOrProblem } from '../../_lib/read-or-problem'
import { FeatureDifferences } from './_components/feature-differences'
import { FiguresCard } from './_components/figures-card'
import { PairForm } from './_components/pair-form'
import { ThresholdsCard } from './_components/thresholds-card'
import { prepareComparison } from './prepare-comparison'
import { readPair } from './search-params'

export const metadata: Metadata = { title: 'Compare models' }

export default async function CompareModelsPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const params = await searchParams
  const { value, problem } = await readOrProblem(ctx, async () => {
    const { items: models } = await listModels(ctx)
    const pair = readPair(params, models)
    if (!pair) return { models, pair, pages: null }
    return {
      models,
      pair,
      pages: { a: await getModelReport(ctx, pair.a), b: await getModelReport(ctx, pair.b) },
    }
  })
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />
  const { models, pair, pages } = value
  if (!pages) return <OneModel />
  const comparison = prepareComparison(pages.a, pages.b)
  const names = { a: nameOf(pages.a.model), b: nameOf(pages.b.model) }
  return (
    <div className="flex flex-col gap-4">
      <BackLink href="/models" label="All models" />
      <PairForm models={models} pair={pair} />
      <FiguresCard figures={comparison.figures} caveats={comparison.caveats} names={names} />
      <ThresholdsCard thresholds={comparison.thresholds} names={names} policy={pages.a.policy} />
      <FeatureDifferences features={comparison.features} names={names} />
    </div>
  )
}

const nameOf = ({ name, version }: { name: string; version: string }): string => `${name} ${version}`

function OneModel() {
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={Scale}
        title="There are no two models to compare"
        actions={<BackLink href="/models" label="All models" />}
      >
        <p>A second version can be compared as soon as it is registered.</p>
      </MessagePanel>
    </div>
  )
}
