import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { RetrainingBadge, RetrainingModel } from '@/components/retraining/retraining-state'
import { causeOf, progressOf, resultOf } from '@/components/retraining/retraining-words'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Retraining } from '@/lib/governance/retraining/schema'
import { formatDuration } from '../format-duration'

/** Retrainings of the institution, newest first. */
export function RetrainingsTable({ retrainings, timeZone }: { retrainings: Retraining[]; timeZone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Retrainings</CardTitle>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Retrainings"
          rows={retrainings}
          rowKey={({ id }) => id}
          columns={[
            { head: 'Model', cell: (row) => <RetrainingModel retraining={row} /> },
            { head: 'Status', cell: (row) => <RetrainingBadge retraining={row} /> },
            {
              head: 'Requested',
              cell: (row) => (
                <>
                  <span className="whitespace-nowrap">{formatExact(row.requested_at, timeZone)}</span>
                  <span className="text-muted-foreground block">{causeOf(row)}</span>
                </>
              ),
            },
            { head: 'Took', numeric: true, cell: (row) => durationOf(row) },
            {
              head: 'Result',
              className: 'min-w-64',
              cell: (row) => resultOf(row) ?? progressOf(row)?.text,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function durationOf({ started_at: from, finished_at: to }: Retraining): string {
  return from === null || to === null ? '–' : formatDuration(Date.parse(to) - Date.parse(from))
}
