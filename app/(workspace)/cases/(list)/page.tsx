import { Timer } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { LiveRefresh } from '@/components/live/live-refresh'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Button } from '@/components/ui/button'
import { mayActor, requireUser } from '@/lib/auth'
import { caseLoad, listCases } from '@/lib/cases'
import { listAssignable } from '@/lib/users'
import { readOrProblem } from '../../_lib/read-or-problem'
import { CaseFilters } from './_components/case-filters'
import { CasePager } from './_components/case-pager'
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
      <div className="flex flex-wrap items-center justify-end gap-2">
        {mayActor(ctx.actor, 'sla:write') ? (
          <Button asChild variant="ghost" size="sm">
            <Link href="/cases/sla">
              <Timer aria-hidden />
              SLA policy
            </Link>
          </Button>
        ) : null}
        {mayActor(ctx.actor, 'case:write') ? (
          <CaseDialogButton label="New case" variant="primary" navigate />
        ) : null}
      </div>
      <CaseTiles stats={stats} here={casesHref(view)} />
      <CaseFilters view={view} people={people} />
      {page.items.length === 0 ? (
        <CasesEmpty filtered={isFiltered(view)} deep={view.cursor !== undefined} />
      ) : (
        <>
          <CasesTable items={page.items} clock={clock} />
          <CasePager
            count={page.items.length}
            previousHref={previousPageHref(view)}
            nextHref={page.next_cursor ? nextPageHref(view, page.next_cursor) : null}
          />
        </>
      )}
    </div>
  )
}
