import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody } from '@/components/ui/card'
import type { ChangeItem } from '@/lib/governance/changes/schema'
import { StatusBadge } from '../../../_components/status-badge'
import { changeHref, KIND_LABELS } from '../../../change-words'

/** Change requests, newest first. */
export function ChangesTable({ changes, timeZone }: { changes: ChangeItem[]; timeZone: string }) {
  return (
    <Card>
      <CardBody>
        <PlainTable
          caption="Changes"
          rows={changes}
          rowKey={({ id }) => id}
          columns={[
            {
              head: 'Change',
              className: 'min-w-56',
              cell: ({ id, summary }) => (
                <Link href={changeHref(id)} prefetch={false} className="underline-offset-2 hover:underline">
                  {summary}
                </Link>
              ),
            },
            { head: 'Kind', cell: ({ kind }) => KIND_LABELS[kind] },
            { head: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
            { head: 'Requested by', cell: ({ requested_by: by }) => by.name },
            {
              head: 'Requested',
              cell: ({ requested_at: at }) => (
                <span className="whitespace-nowrap">{formatExact(at, timeZone)}</span>
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
