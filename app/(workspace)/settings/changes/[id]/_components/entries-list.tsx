import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { entityHref } from '@/components/fraud/links'
import type { ListEntry } from '@/lib/governance/changes/schema'

/** The page stays light; the API returns all entries. */
const SHOWN = 500

/** The entries that a change adds to the lists. */
export function EntriesList({ entries }: { entries: ListEntry[] }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="max-h-96 overflow-y-auto px-2">
        <PlainTable
          caption="Entries to add"
          rows={entries.slice(0, SHOWN)}
          rowKey={({ kind, entity_id: id }) => `${kind} ${id}`}
          columns={[
            {
              head: 'Entity',
              className: 'break-all',
              cell: ({ kind, entity_id: id }) => (
                <Link href={entityHref(kind, id)} prefetch={false} className="figure hover:underline">
                  {kind} {id}
                </Link>
              ),
            },
            { head: 'List', cell: ({ list_type: list }) => list },
            { head: 'Reason', cell: ({ reason }) => reason ?? '–' },
            { head: 'Expires', cell: ({ expires_at: at }) => at?.slice(0, 10) ?? 'never' },
          ]}
        />
      </div>
      {entries.length > SHOWN ? (
        <p className="text-muted-foreground text-[13px]">
          The first {SHOWN} of {entries.length} entries; GET /api/changes/&#123;id&#125; returns all.
        </p>
      ) : null}
    </div>
  )
}
