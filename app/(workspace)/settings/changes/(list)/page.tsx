import { GitPullRequestArrow } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { listChanges } from '@/lib/governance/changes'
import { readList } from '../../../_lib/read-list'
import { ChangesTable } from './_components/changes-table'
import { CHANGE_FIELDS } from './filter-fields'
import { changesUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Changes' }

const EMPTY: EmptyMessages = {
  icon: GitPullRequestArrow,
  noun: ['change', 'changes'],
  none: {
    title: 'No change was requested',
    text: 'Changes of thresholds, of lists in bulk, of the production model and of all that four eyes guard are listed here.',
    action: { label: 'Change the policy', href: '/settings/policy' },
  },
}

export default async function ChangesPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = changesUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value: page, problem } = await readList(
    ctx,
    changesUrl.currentHref(view),
    () => listChanges(ctx, { ...filter, limit: PAGE_SIZE, cursor }),
    (read) => read,
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['changes.changed']} />
      <FilterForm
        label="Filter changes"
        path={changesUrl.path}
        fields={CHANGE_FIELDS}
        given={changesUrl.given(filter)}
        bare
        className="grid max-w-md grid-cols-2 items-end gap-3"
      />
      <FilterChips
        url={changesUrl}
        filter={filter}
        words={(name, value) => filterWords(CHANGE_FIELDS, name, value)}
      />
      <ListRows url={changesUrl} view={view} page={page} empty={EMPTY}>
        <ChangesTable changes={page.items} timeZone={ctx.tenant.timeZone} />
      </ListRows>
    </div>
  )
}
