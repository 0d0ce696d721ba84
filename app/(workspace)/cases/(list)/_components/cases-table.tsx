'use client'

import { createColumnHelper } from '@tanstack/react-table'
import Link from 'next/link'
import { useMemo } from 'react'
import { CasePriorityBadge, CaseStatusBadge } from '@/components/cases/case-badges'
import { UserName } from '@/components/cases/user-avatar'
import { SlaCountdown } from '@/components/cases/sla-countdown'
import { type DataColumn, DataTable, type dataTableFeatures } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import { caseHref } from '@/components/fraud/links'
import { RelativeTime } from '@/components/fraud/relative-time'
import type { CaseSummary } from '@/lib/desk/cases/schema'

const helper = createColumnHelper<typeof dataTableFeatures, CaseSummary>()

export function CasesTable({ items, clock }: { items: CaseSummary[]; clock: Clock }) {
  const columns = useMemo(() => caseColumns(clock), [clock])
  return <DataTable caption="Cases" columns={columns} rows={items} rowId={({ id }) => id} />
}

/** On a phone the cells of a row form a small card; beside a wide table the first column stays in view. */
const caseColumns = (clock: Clock): DataColumn<CaseSummary>[] => [
  helper.display({
    id: 'case',
    header: 'Case',
    cell: ({ row: { original } }) => (
      // On a phone the link's area is the whole card.
      <Link
        href={caseHref(original.id)}
        prefetch={false}
        data-row-link
        className="hover:text-brand block max-w-full after:absolute after:inset-0 md:w-52 xl:w-60 2xl:w-96"
      >
        <span className="figure text-muted-foreground block text-[13px]">{original.key}</span>
        <span className="block truncate text-sm font-medium" title={original.title}>
          {original.title}
        </span>
      </Link>
    ),
    meta: {
      head: 'pl-4 w-full 2xl:w-auto md:sticky md:left-0 md:bg-card',
      cell: 'col-span-2 min-w-0 md:pl-4 md:sticky md:left-0 md:bg-card',
    },
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <CaseStatusBadge status={row.original.status} />,
    meta: { cell: 'col-start-1' },
  }),
  helper.display({
    id: 'priority',
    header: 'Priority',
    cell: ({ row }) => <CasePriorityBadge priority={row.original.priority} />,
    meta: { cell: 'col-start-2 justify-self-end' },
  }),
  helper.display({
    id: 'sla',
    header: 'SLA',
    cell: ({ row }) => <SlaCountdown sla={row.original.sla} clock={clock} />,
    meta: { cell: 'col-start-1' },
  }),
  helper.display({
    id: 'assignee',
    header: 'Assignee',
    cell: ({ row }) => <UserName user={row.original.assignee} />,
    meta: { cell: 'col-start-2 justify-self-end' },
  }),
  helper.display({
    id: 'links',
    header: 'Links',
    cell: ({ row: { original } }) => (
      <span className="text-muted-foreground text-[13px] whitespace-nowrap">
        {counted(original.transaction_count, 'transaction', 'transactions')}
        <span className="md:hidden">, </span>
        <span className="md:block">
          {counted(original.entity_count, 'entity', 'entities')},{' '}
          {counted(original.note_count, 'note', 'notes')}
        </span>
      </span>
    ),
    meta: { cell: 'col-start-1' },
  }),
  helper.display({
    id: 'updated',
    header: 'Updated',
    cell: ({ row }) => <RelativeTime at={row.original.updated_at} {...clock} />,
    meta: {
      head: 'pr-4 text-right',
      cell: 'col-start-2 justify-self-end text-[13px] text-muted-foreground md:pr-4 md:text-right',
    },
  }),
]

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
