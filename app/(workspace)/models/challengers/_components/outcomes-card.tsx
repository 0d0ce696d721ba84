import { PlainTable } from '@/components/data-table/plain-table'
import { formatCounted, formatSum } from '@/components/fraud/format-metrics'
import { OUTCOMES } from '@/components/fraud/labels'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Comparison } from '@/lib/governance/challengers/schema'
import { prepareMatrix, prepareSwaps, type Swap } from '../prepare-comparison'

/** What each model does with the payments of the other, in payments and money. */
export function OutcomesCard({ comparison, currency }: { comparison: Comparison; currency: string }) {
  const rows = prepareMatrix(comparison)
  const { caught, released } = prepareSwaps(comparison)
  const words = ({ payments, amount }: Swap) =>
    `${formatCounted(payments, 'payment')} of ${formatSum(amount)} ${currency}`
  return (
    <Card>
      <CardHeader>
        <CardTitle>Who would flip?</CardTitle>
        <CardNote>Payments and their amount in {currency}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-sm">
          Only the challenger flags {words(caught)}; only the production model flags {words(released)}.
        </p>
        <PlainTable
          caption="Outcomes of both models"
          rows={rows}
          rowKey={({ champion }) => champion}
          columns={[
            { head: 'Production model', cell: ({ champion }) => OUTCOMES[champion].label },
            ...rows.map(({ champion: challenger }, place) => ({
              head: `Challenger: ${OUTCOMES[challenger].label.toLowerCase()}`,
              cell: ({ cells }: (typeof rows)[number]) => <Cell swap={cells[place]} />,
              numeric: true,
            })),
          ]}
        />
      </CardBody>
    </Card>
  )
}

function Cell({ swap }: { swap: Swap | undefined }) {
  if (!swap || swap.payments === 0) return <span className="text-faint">0</span>
  return (
    <>
      {swap.payments.toLocaleString('en-US')}
      <span className="text-faint block text-xs">{formatSum(swap.amount)}</span>
    </>
  )
}
