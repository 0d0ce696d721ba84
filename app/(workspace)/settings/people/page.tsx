import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { requireUser } from '@/lib/access/auth'
import { listInvitations } from '@/lib/access/invitations'
import { listUsers } from '@/lib/access/users'
import { mailConfigured } from '@/lib/platform/mail'
import { readList } from '../../_lib/read-list'
import { InvitationsCard } from './_components/invitations-card'
import { InviteDialog } from './_components/invite-dialog'
import { PeopleTable } from './_components/people-table'
import { PEOPLE_FIELDS } from './filter-fields'
import { PAGE_SIZE, peopleUrl } from './search-params'

export const metadata: Metadata = { title: 'People' }

const EMPTY: EmptyMessages = {
  icon: Users,
  noun: ['user', 'users'],
  none: { title: 'No user', text: 'Invite somebody to work here.' },
}

export default async function PeoplePage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = peopleUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value, problem } = await readList(
    ctx,
    peopleUrl.currentHref(view),
    () =>
      Promise.all([
        listUsers(ctx, { ...filter, limit: PAGE_SIZE, cursor }),
        listInvitations(ctx, { limit: PAGE_SIZE }),
      ]),
    ([page]) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [page, invitations] = value
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const mail = mailConfigured()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <FilterForm
          label="Filter users"
          path={peopleUrl.path}
          fields={PEOPLE_FIELDS}
          given={peopleUrl.given(filter)}
          bare
          className="grid w-full grid-cols-2 items-end gap-3 sm:w-auto sm:grid-cols-[minmax(13rem,1fr)_repeat(2,minmax(9rem,auto))]"
        />
        <InviteDialog mail={mail} />
      </div>
      <FilterChips
        url={peopleUrl}
        filter={filter}
        words={(name, value) => filterWords(PEOPLE_FIELDS, name, value)}
      />
      <InvitationsCard invitations={invitations} clock={clock} mail={mail} />
      <ListRows url={peopleUrl} view={view} page={page} empty={EMPTY}>
        <PeopleTable people={page.items} clock={clock} userId={ctx.actor.id} mail={mail} />
      </ListRows>
    </div>
  )
}
