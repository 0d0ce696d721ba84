import { PlainTable } from '@/components/data-table/plain-table'
import { formatScore } from '@/components/fraud/format-numbers'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { RECENT_DAYS, type TrendDay } from '@/lib/desk/entities/schema'
import { dayName, prepareTrend } from '../prepare-trend'
import { TrendChart } from './trend-chart'

/** The number of transactions and their scores, by day. */
export function TrendCard({ trend: days }: { trend: TrendDay[] }) {
  const trend = prepareTrend(days)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Risk per day</CardTitle>
        {trend ? (
          <CardNote>
            {dayName(trend.first)} to {dayName(trend.last)}
          </CardNote>
        ) : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {trend ? (
          <>
            <TrendChart trend={trend} />
            <details>
              <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
                Risk per day: figures
              </summary>
              <div className="mt-2 max-h-72 overflow-y-auto">
                <PlainTable
                  caption="Risk per day"
                  rows={days.toReversed()}
                  rowKey={({ day }) => day}
                  columns={[
                    { head: 'Day', cell: ({ day }) => dayName(day), numeric: 'left' },
                    {
                      head: 'Transactions',
                      cell: ({ transactions }) => transactions.toLocaleString('en-US'),
                      numeric: true,
                    },
                    {
                      head: 'Flagged',
                      cell: ({ flagged }) => flagged.toLocaleString('en-US'),
                      numeric: true,
                    },
                    {
                      head: 'Average score',
                      cell: ({ average_score }) => formatScore(average_score),
                      numeric: true,
                    },
                  ]}
                />
              </div>
            </details>
          </>
        ) : (
          <p className="text-muted-foreground text-sm">No complete day in the last {RECENT_DAYS} days.</p>
        )}
      </CardBody>
    </Card>
  )
}
