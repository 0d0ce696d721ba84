import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { asStored } from '@/lib/contract/canonical-entity'
import { getEntityHeader } from '@/lib/desk/entities'
import { readOrProblem } from '../../_lib/read-or-problem'
import { Aside } from './_components/aside'
import { EntityActions } from './_components/entity-actions'
import { EntityHeaderCard } from './_components/entity-header-card'
import { Figures } from './_components/figures'
import { HistoryCard } from './_components/history-card'
import { NetworkCard } from './_components/network-card'
import { CardSkeleton, FiguresSkeleton } from './_components/skeletons'
import { readEntityRef } from './read-entity-ref'

interface EntityPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const KIND_TITLES = { account: 'Account', device: 'Device', phone: 'Phone' } as const

export async function generateMetadata({ params, searchParams }: EntityPageProps): Promise<Metadata> {
  const given = readEntityRef((await params).id, (await searchParams).kind)
  const entity = given && asStored({ country: null }, given)
  return { title: entity ? `${KIND_TITLES[entity.kind]} ${entity.id}` : 'Entity' }
}

/** Reads the header before it streams anything, so that an unknown entity responds with 404. */
export default async function EntityPage({ params, searchParams }: EntityPageProps) {
  const ctx = await requireUser()
  const given = readEntityRef((await params).id, (await searchParams).kind)
  if (!given) notFound()
  const entity = asStored(ctx.tenant, given)
  const { value: header, problem } = await readOrProblem(ctx, () => getEntityHeader(ctx, entity))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />

  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const of = { ctx, entity, clock }
  return (
    <div className="in-order flex flex-col gap-4">
      <LiveRefresh
        kinds={['entities.changed', 'watchlists.changed', 'transactions.decided', 'cases.changed']}
      />
      <EntityHeaderCard header={header} clock={clock} actions={<EntityActions ctx={ctx} header={header} />} />
      <WidgetBoundary name="The figures" skeleton={<FiguresSkeleton />}>
        <Figures {...of} />
      </WidgetBoundary>
      <div className="max-xl:in-order grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <WidgetBoundary
          name="The network"
          skeleton={<CardSkeleton label="Loading the network" className="h-[41rem]" />}
        >
          <NetworkCard {...of} />
        </WidgetBoundary>
        <WidgetBoundary
          name="Cases and notes"
          skeleton={<CardSkeleton label="Loading cases and notes" className="h-[28rem]" />}
        >
          <Aside {...of} />
        </WidgetBoundary>
      </div>
      <WidgetBoundary
        name="The history"
        skeleton={<CardSkeleton label="Loading the history" className="h-[41rem]" />}
      >
        <HistoryCard {...of} />
      </WidgetBoundary>
    </div>
  )
}
