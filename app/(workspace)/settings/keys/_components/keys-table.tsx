'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type DataColumn, DataTable, type dataTableFeatures } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import type { ApiKey } from '@/lib/access/api-keys/schema'
import { prepareKeyState } from '../prepare-key-state'
import { KeyActions } from './key-actions'

const helper = createColumnHelper<typeof dataTableFeatures, ApiKey>()

interface KeysTableProps {
  keys: ApiKey[]
  clock: Clock
  /** The user who looks at the table. */
  userId: string
}

export function KeysTable({ keys, clock, userId }: KeysTableProps) {
  const columns = useMemo(() => keyColumns(clock, userId), [clock, userId])
  return <DataTable caption="API keys" columns={columns} rows={keys} rowId={({ id }) => id} />
}

const stateAt = (key: ApiKey, { renderedAt }: Clock) => prepareKeyState(key, Date.parse(renderedAt))

const keyColumns = (clock: Clock, userId: string): DataColumn<ApiKey>[] => [
  helper.display({
    id: 'name',
    header: 'Name',
    cell: ({ row: { original } }) => (
      <>
        <span className="block text-sm font-medium break-words">{original.name}</span>
        <span className="figure text-muted-foreground text-xs">{original.prefix}…</span>
      </>
    ),
    meta: { head: 'pl-4', cell: 'min-w-0 md:pl-4' },
  }),
  helper.display({
    id: 'state',
    header: 'State',
    cell: ({ row: { original } }) => {
      const { label, tone } = stateAt(original, clock)
      return <Badge tone={tone}>{label}</Badge>
    },
    meta: { cell: 'justify-self-end' },
  }),
  helper.display({
    id: 'scopes',
    header: 'May',
    cell: ({ row }) => <span className="figure text-[13px]">{row.original.scopes.join(', ')}</span>,
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'owner',
    header: 'Owner',
    cell: ({ row }) => <span className="text-[13px]">{row.original.owner.name}</span>,
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'used',
    header: 'Last use',
    cell: ({ row: { original } }) => (
      <span className="text-muted-foreground text-[13px] whitespace-nowrap">
        <span className="md:hidden">Last use: </span>
        {original.last_used_at ? <RelativeTime at={original.last_used_at} {...clock} /> : 'never'}
      </span>
    ),
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'ends',
    header: 'Ends',
    cell: ({ row: { original } }) => (
      <span className="text-muted-foreground text-[13px]">
        <span className="md:hidden">Ends: </span>
        {original.expires_at ? formatExact(original.expires_at, clock.timeZone) : 'when it is revoked'}
      </span>
    ),
    meta: { cell: 'col-span-2' },
  }),
  helper.display({
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row: { original } }) =>
      stateAt(original, clock).over ? null : <KeyActions apiKey={original} userId={userId} />,
    meta: { head: 'pr-4', cell: 'col-span-2 md:pr-4 md:text-right' },
  }),
]
