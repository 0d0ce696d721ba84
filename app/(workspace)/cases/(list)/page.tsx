import { Pager } from '@/components/data-table/pager'
import { Timer } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { LiveRefresh } from '@/components/live/live-refresh'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Button } from '@/components/ui/button'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { caseLoad, listCases } from '@/lib/desk/cases'
import { listAssignable } from '@/lib/access/users'
import { readOrProblem } from '../../_lib/read-or-problem'
import { CaseFilters } from './_components/case-filters'
import { CaseTiles } from './_components/case-tiles'
import { CasesEmpty } from './_components/cases-empty'
import { CasesTable } from './_components/cases-table'
import {
  casesHref,
  isFiltered,
  nextPageHref,
  PAGE_SIZE,
  parseCasesView,
  previousPageHref,
  toCaseFilter,
} from './search-params'

export const metadata: Metadata = { title: 'Cases' }

interface CasesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CasesPage({ searchParams }: CasesPageProps) {
  const ctx = await requireUser()
  const view = parseCasesView(await searchParams)
  const place = { limit: PAGE_SIZE, ...(view.cursor && { cursor: view.cursor }) }
  const { value, problem } = await readOrProblem(ctx, () =>
    Promise.all([caseLoad(ctx), listAssignable(ctx), listCases(ctx, toCaseFilter(view), place)]),
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [stats, { items: people }, page] = value
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['cases.changed']} />
      <CaseTiles stats={stats} here={casesHref(view)} />
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <div className="w-full min-w-0 xl:w-auto xl:flex-1">
          <CaseFilters view={view} people={people} />
        </div>
        {mayActor(ctx.actor, 'sla:write') ? (
          <Button asChild variant="ghost" className="px-2.5">
            <Link href="/cases/sla">
              <Timer aria-hidden />
              SLA
            </Link>
          </Button>
        ) : null}
        {mayActor(ctx.actor, 'case:write') ? (
          <CaseDialogButton label="New case" variant="primary" navigate />
        ) : null}
      </div>
      {page.items.length === 0 ? (
        <CasesEmpty filtered={isFiltered(view)} deep={view.cursor !== undefined} />
      ) : (
        <>
          <CasesTable items={page.items} clock={clock} />
          <Pager
            noun={['case', 'cases']}
            count={page.items.length}
            previousHref={previousPageHref(view)}
            nextHref={page.next_cursor ? nextPageHref(view, page.next_cursor) : null}
          />
        </>
      )}
    </div>
  )
}
