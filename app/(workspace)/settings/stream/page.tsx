import { Inbox } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { requireUser } from '@/lib/access/auth'
import { listDeadLetters } from '@/lib/scoring/stream'
import { readList } from '../../_lib/read-list'
import { DeadLettersTable } from './_components/dead-letters-table'
import { DEAD_LETTER_FIELDS } from './filter-fields'
import { PAGE_SIZE, streamUrl } from './search-params'

export const metadata: Metadata = { title: 'Stream' }

const EMPTY: EmptyMessages = {
  icon: Inbox,
  noun: ['message', 'messages'],
  none: {
    title: 'No message was put aside',
    text: 'Messages of Kafka that cannot be scored are listed here for 30 days, with the reason.',
  },
}

export default async function StreamPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = streamUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value: page, problem } = await readList(
    ctx,
    streamUrl.currentHref(view),
    () => listDeadLetters(ctx, { ...filter, limit: PAGE_SIZE, cursor }),
    (read) => read,
  )
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <FilterForm
        label="Filter messages"
        path={streamUrl.path}
        fields={DEAD_LETTER_FIELDS}
        given={streamUrl.given(filter)}
        bare
        className="grid w-full items-end gap-3 sm:max-w-xs"
      />
      <FilterChips
        url={streamUrl}
        filter={filter}
        words={(name, text) => filterWords(DEAD_LETTER_FIELDS, name, text)}
      />
      <ListRows url={streamUrl} view={view} page={page} empty={EMPTY}>
        <DeadLettersTable letters={page.items} timeZone={ctx.tenant.timeZone} />
      </ListRows>
    </div>
  )
}
