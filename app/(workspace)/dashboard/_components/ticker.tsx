import { ChartViews } from '@/components/charts/chart-views'
import type { Clock } from '@/components/fraud/clock'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import { HoldStill } from './hold-still'
import { TransactionLines } from './transaction-lines'

/** The latest transactions. Pauses while the pointer or the focus is inside. */
export function Ticker({
  flagged,
  all,
  clock,
}: {
  flagged: TransactionRow[]
  all: TransactionRow[]
  clock: Clock
}) {
  const empty = 'No transactions yet. They appear here as they are scored.'
  return (
    <Card>
      <CardHeader>
        <CardTitle>Latest</CardTitle>
        <CardNote>pauses on hover</CardNote>
      </CardHeader>
      <CardBody>
        <HoldStill>
          <ChartViews
            name="ticker"
            legend="Which transactions"
            views={[
              {
                label: 'Alerts',
                content: <TransactionLines rows={flagged} clock={clock} empty="No alerts yet." />,
              },
              { label: 'All', content: <TransactionLines rows={all} clock={clock} empty={empty} /> },
            ]}
          />
        </HoldStill>
      </CardBody>
    </Card>
  )
}
