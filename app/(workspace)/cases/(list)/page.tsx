import { FolderOpen, Timer } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { Button } from '@/components/ui/button'
import { requireUser } from '@/lib/access/auth'
import { listAssignable } from '@/lib/access/users'
import { mayActor } from '@/lib/contract/context'
import { caseLoad, listCases } from '@/lib/desk/cases'
import { readList } from '../../_lib/read-list'
import { CaseTiles } from './_components/case-tiles'
import { CasesTable } from './_components/cases-table'
import { caseFields } from './filter-fields'
import { casesUrl, PAGE_SIZE, toCaseFilter } from './search-params'

export const metadata: Metadata = { title: 'Cases' }

const EMPTY: EmptyMessages = {
  icon: FolderOpen,
  noun: ['case', 'cases'],
  none: {
    title: 'No case is open',
    text: 'Open one from a transaction, an entity or a selection, or with "New case".',
    action: { label: 'Open the queue', href: '/queue' },
  },
  elsewhere: { label: 'All cases', href: casesUrl.href({ status: 'all' }) },
}

export default async function CasesPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = casesUrl.parse(await searchParams)
  const place = { limit: PAGE_SIZE, cursor: view.cursor }
  const { value, problem } = await readList(
    ctx,
    casesUrl.currentHref(view),
    () => Promise.all([caseLoad(ctx), listAssignable(ctx), listCases(ctx, toCaseFilter(view), place)]),
    ([, , page]) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [stats, { items: users }, page] = value
  const fields = caseFields(users)
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['cases.changed']} />
      <CaseTiles stats={stats} here={casesUrl.currentHref(view)} />
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <div className="w-full min-w-0 xl:w-auto xl:flex-1">
          <FilterForm
            label="Filter cases"
            path={casesUrl.path}
            fields={fields}
            given={casesUrl.given(view.filter)}
            bare
            className="grid grid-cols-2 items-end gap-3 md:grid-cols-4 lg:grid-cols-[minmax(11rem,1fr)_repeat(4,minmax(8rem,auto))]"
          />
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
      <FilterChips
        url={casesUrl}
        filter={view.filter}
        words={(name, value) => filterWords(fields, name, value)}
      />
      <ListRows url={casesUrl} view={view} page={page} empty={EMPTY}>
        <CasesTable items={page.items} clock={clock} />
      </ListRows>
    </div>
  )
}
