import type { Metadata } from 'next'
import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { investigateHref } from '@/components/fraud/links'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/access/auth'
import { ActiveFilters } from './_components/active-filters'
import { FilterPanel } from './_components/filter-panel'
import { Presets } from './_components/presets'
import { RefusedFilter } from './_components/refused-filter'
import { Results } from './_components/results'
import { SearchTools } from './_components/search-tools'
import { StatsStrip } from './_components/stats-strip'
import { currentHref, parseInvestigateView } from './search-params'

export const metadata: Metadata = { title: 'Investigate' }

interface InvestigatePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function InvestigatePage({ searchParams }: InvestigatePageProps) {
  const ctx = await requireUser()
  const view = parseInvestigateView(await searchParams)
  const { given, filter, refused } = view
  return (
    <div className="in-order flex flex-col gap-4">
      <FilterPanel key={investigateHref(given)} given={given} timeZone={ctx.tenant.timeZone}>
        <WidgetBoundary
          name="Saved views and export"
          skeleton={<Skeleton className="ml-auto h-8 w-31 sm:w-[22rem]" />}
        >
          <SearchTools ctx={ctx} given={given} />
        </WidgetBoundary>
      </FilterPanel>
      <Presets given={given} />
      <ActiveFilters given={given} />
      {filter === null ? (
        <RefusedFilter refused={refused ?? ''} requestId={ctx.requestId} />
      ) : (
        <>
          <WidgetBoundary
            key={`figures ${investigateHref(given)}`}
            name="The figures"
            skeleton={<Skeleton className="h-57 w-full sm:h-37 lg:h-22" />}
          >
            <StatsStrip ctx={ctx} filter={filter} />
          </WidgetBoundary>
          <WidgetBoundary key={currentHref(view)} name="The list" skeleton={<RowsSkeleton />}>
            <Results ctx={ctx} view={view} filter={filter} />
          </WidgetBoundary>
        </>
      )}
    </div>
  )
}
