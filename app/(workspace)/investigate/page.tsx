import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { transactionFilterWords } from '@/components/fraud/transaction-filters'
import type { ApiQuery } from '@/components/http/api-types'
import { MessagePanel } from '@/components/layout/message-panel'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { ExportButton } from '@/components/list-page/export-button'
import { FilterChips } from '@/components/list-page/filter-chips'
import type { ListPageProps } from '@/components/list-page/list-url'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import { EXPORT_LIMIT } from '@/lib/desk/transactions'
import { SavedViews } from '../_lib/saved-views'
import { FilterPanel } from './_components/filter-panel'
import { Presets } from './_components/presets'
import { Results } from './_components/results'
import { StatsStrip } from './_components/stats-strip'
import { investigateUrl, parseInvestigateView } from './search-params'

export const metadata: Metadata = { title: 'Investigate' }

export default async function InvestigatePage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = parseInvestigateView(await searchParams)
  const { filter, given, search } = view
  const href = investigateUrl.href(filter)
  const mayExport = mayActor(ctx.actor, 'transaction:export')
  return (
    <div className="in-order flex flex-col gap-4">
      <FilterPanel key={href} given={given} timeZone={ctx.tenant.timeZone}>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <WidgetBoundary name="Saved views" skeleton={<Skeleton className="h-8 w-31" />}>
            <SavedViews ctx={ctx} page="investigate" href={href} />
          </WidgetBoundary>
          <ExportButton
            call="GET /api/investigate/export.csv"
            query={given as ApiQuery<'GET /api/investigate/export.csv'>}
            noun={['row', 'rows']}
            says={
              mayExport ? `up to ${EXPORT_LIMIT.toLocaleString('en-US')} rows` : limitOf('transaction:export')
            }
            allowed={mayExport}
            className={mayExport ? undefined : 'max-sm:hidden'}
          />
        </div>
      </FilterPanel>
      <Presets given={given} />
      <FilterChips url={investigateUrl} filter={filter} words={transactionFilterWords} />
      {search === null ? (
        <InvalidFilter reasons={view.invalid ?? ''} requestId={ctx.requestId} />
      ) : (
        <>
          <WidgetBoundary
            key={`figures ${href}`}
            name="The figures"
            skeleton={<Skeleton className="h-57 w-full sm:h-37 lg:h-22" />}
          >
            <StatsStrip ctx={ctx} filter={search} />
          </WidgetBoundary>
          <WidgetBoundary key={investigateUrl.currentHref(view)} name="The list" skeleton={<RowsSkeleton />}>
            <Results ctx={ctx} view={view} search={search} />
          </WidgetBoundary>
        </>
      )}
    </div>
  )
}

/** Nothing is searched for an invalid filter: a search without it would show too much. */
function InvalidFilter({ reasons, requestId }: { reasons: string; requestId: string }) {
  return (
    <div role="alert" className="bg-card rounded-lg border">
      <MessagePanel
        icon={SearchX}
        title="A filter in the URL is invalid"
        reference={requestId}
        actions={
          <Button asChild variant="outline">
            <Link href="/investigate">Clear filters</Link>
          </Button>
        }
      >
        <p>Nothing was searched. {reasons}.</p>
      </MessagePanel>
    </div>
  )
}
