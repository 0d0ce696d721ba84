import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelEvent } from '@/lib/governance/models/schema'

/** Who moved the model, when and why, from the audit log. */
export function HistoryCard({ events, timeZone }: { events: readonly ModelEvent[]; timeZone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Who has changed it?</CardTitle>
        <CardNote>From the audit log, newest first</CardNote>
      </CardHeader>
      <CardBody>
        {events.length === 0 ? (
          <p className="text-muted-foreground text-sm">Nothing is recorded yet.</p>
        ) : (
          <PlainTable
            caption="Changes of the model"
            rows={events}
            rowKey={({ seq }) => seq}
            columns={[
              {
                head: 'When',
                cell: ({ at }) => <time dateTime={at}>{formatExact(at, timeZone)}</time>,
                numeric: 'left',
              },
              { head: 'Who', cell: ({ actor }) => actor, className: 'whitespace-nowrap' },
              { head: 'What', cell: ({ text }) => text, className: 'min-w-56' },
              {
                head: 'Why',
                cell: ({ reason }) => reason ?? <span className="text-faint">no reason given</span>,
                className: 'min-w-56 break-words',
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
