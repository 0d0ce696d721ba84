'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { Ban, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { type DataColumn, DataTable, type dataTableFeatures } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import { entityHref } from '@/components/fraud/links'
import { formatExact, formatRelative } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { useNow } from '@/components/fraud/use-now'
import { Badge } from '@/components/ui/badge'
import type { WatchlistEntry } from '@/lib/desk/watchlists/schema'
import { LIST_LABELS, LISTED_KIND_LABELS } from '../list-words'
import { EditEntryDialog } from './edit-entry-dialog'
import { RemoveEntry } from './remove-entry'

const REFRESH_MS = 15_000

const helper = createColumnHelper<typeof dataTableFeatures, WatchlistEntry>()

interface EntriesTableProps {
  entries: WatchlistEntry[]
  clock: Clock
  mayWrite: boolean
}

export function EntriesTable({ entries, clock, mayWrite }: EntriesTableProps) {
  const columns = useMemo(() => entryColumns(clock, mayWrite), [clock, mayWrite])
  return <DataTable caption="Watchlist entries" columns={columns} rows={entries} rowId={({ id }) => id} />
}

/** On a phone the cells of a row form a small card; beside a wide table the first column stays in view. */
function entryColumns(clock: Clock, mayWrite: boolean): DataColumn<WatchlistEntry>[] {
  const columns: DataColumn<WatchlistEntry>[] = [
    helper.display({
      id: 'entity',
      header: 'Entity',
      cell: ({ row: { original } }) => (
        <>
          <Link
            href={entityHref(original.kind, original.entity_id)}
            prefetch={false}
            className="figure hover:text-brand text-[13px] break-all underline-offset-2 hover:underline md:whitespace-nowrap"
          >
            {original.entity_id}
          </Link>
          {original.received === null ? null : (
            <span className="text-muted-foreground block text-xs break-all">
              entered as {original.received}
            </span>
          )}
        </>
      ),
      meta: {
        head: 'pl-4 md:sticky md:left-0 md:bg-card',
        cell: 'min-w-0 md:pl-4 md:sticky md:left-0 md:bg-card',
      },
    }),
    helper.display({
      id: 'kind',
      header: 'Kind',
      cell: ({ row }) => (
        <span className="text-muted-foreground text-[13px]">{LISTED_KIND_LABELS[row.original.kind]}</span>
      ),
      meta: { cell: 'justify-self-end' },
    }),
    helper.display({
      id: 'list',
      header: 'List',
      cell: ({ row: { original } }) => <ListBadge entry={original} />,
      meta: { cell: 'col-span-2' },
    }),
    helper.display({
      id: 'expires',
      header: 'Expires',
      cell: ({ row }) => <EntryExpiry expiresAt={row.original.expires_at} clock={clock} />,
      meta: { cell: 'col-span-2 text-[13px]' },
    }),
    helper.display({
      id: 'reason',
      header: 'Reason',
      cell: ({ row }) => (
        <span className="block text-[13px] break-words md:min-w-48">
          {row.original.reason ?? <span className="text-faint">none given</span>}
        </span>
      ),
      meta: { head: 'w-full', cell: 'col-span-2 min-w-0' },
    }),
    helper.display({
      id: 'added',
      header: 'Added',
      cell: ({ row: { original } }) => (
        <span className="text-muted-foreground text-[13px] whitespace-nowrap">
          {original.created_by_name ?? 'Unknown'}, <RelativeTime at={original.created_at} {...clock} />
        </span>
      ),
      meta: { cell: mayWrite ? 'min-w-0' : 'col-span-2' },
    }),
  ]
  if (!mayWrite) return columns
  const actions = helper.display({
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <EntryActions entry={row.original} />,
    meta: { head: 'pr-4', cell: 'justify-self-end md:pr-4 md:text-right' },
  })
  return [...columns, actions]
}

function ListBadge({ entry: { list_type: list } }: { entry: WatchlistEntry }) {
  const Icon = list === 'blocked' ? Ban : ShieldCheck
  return (
    <Badge tone={list === 'blocked' ? 'outline-high' : 'outline-good'}>
      <Icon aria-hidden />
      {LIST_LABELS[list]}
    </Badge>
  )
}

function EntryActions({ entry }: { entry: WatchlistEntry }) {
  return (
    <div
      role="group"
      aria-label={`Actions on ${entry.entity_id}`}
      className="inline-flex justify-end gap-1 whitespace-nowrap"
    >
      <EditEntryDialog entry={entry} />
      <RemoveEntry entry={entry} />
    </div>
  )
}

/** The time left and the exact time of the expiry. */
function EntryExpiry({ expiresAt, clock }: { expiresAt: string | null; clock: Clock }) {
  const now = useNow(clock.renderedAt, REFRESH_MS)
  if (expiresAt === null)
    return <span className="text-muted-foreground whitespace-nowrap">Until removed</span>
  const over = Date.parse(expiresAt) <= now
  return (
    <time dateTime={expiresAt} className="block whitespace-nowrap">
      <span className={over ? 'text-faint' : ''}>
        {over ? 'Expired ' : ''}
        <span className="figure">{formatRelative(expiresAt, now)}</span>
      </span>
      <span className="figure text-faint block text-xs">{formatExact(expiresAt, clock.timeZone)}</span>
    </time>
  )
}
