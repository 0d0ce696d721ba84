'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type DataColumn, DataTable, type dataTableFeatures } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import type { ListedUser } from '@/lib/access/users/schema'
import { isNotSent } from '../prepare-invitation-state'
import { PersonActions } from './person-actions'

const helper = createColumnHelper<typeof dataTableFeatures, ListedUser>()

interface PeopleTableProps {
  people: ListedUser[]
  clock: Clock
  /** The user who looks at the table. */
  userId: string
  mail: boolean
}

export function PeopleTable({ people, clock, userId, mail }: PeopleTableProps) {
  const columns = useMemo(() => peopleColumns(clock, userId, mail), [clock, userId, mail])
  return <DataTable caption="Users" columns={columns} rows={people} rowId={({ id }) => id} />
}

const peopleColumns = (clock: Clock, userId: string, mail: boolean): DataColumn<ListedUser>[] => [
  helper.display({
    id: 'name',
    header: 'Name',
    cell: ({ row: { original } }) => (
      <>
        <span className="block text-sm font-medium break-words">{original.full_name}</span>
        <span className="text-muted-foreground block text-[13px] break-all">{original.email}</span>
      </>
    ),
    meta: { head: 'pl-4', cell: 'min-w-0 md:pl-4' },
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap gap-1">
        {original.status === 'active' ? (
          <Badge tone="outline-good">Active</Badge>
        ) : (
          <Badge tone="outline-neutral">Disabled</Badge>
        )}
        {isNotSent(original.reset_link, Date.parse(clock.renderedAt)) ? (
          <Badge tone="outline-high">Password link not sent</Badge>
        ) : null}
      </span>
    ),
    meta: { cell: 'justify-self-end' },
  }),
  helper.display({
    id: 'role',
    header: 'Role',
    cell: ({ row }) => (
      <span className="text-[13px] whitespace-nowrap">{ROLE_LABELS[row.original.role]}</span>
    ),
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'signed-in',
    header: 'Last sign-in',
    cell: ({ row: { original } }) => (
      <span className="text-muted-foreground text-[13px] whitespace-nowrap">
        <span className="md:hidden">Last sign-in: </span>
        {original.last_sign_in_at ? (
          <RelativeTime at={original.last_sign_in_at} {...clock} />
        ) : (
          'not in 30 days'
        )}
      </span>
    ),
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row: { original } }) =>
      original.id === userId ? (
        <span className="text-muted-foreground text-[13px]">You</span>
      ) : (
        <PersonActions person={original} mail={mail} />
      ),
    meta: { head: 'pr-4', cell: 'col-span-2 md:pr-4 md:text-right' },
  }),
]
