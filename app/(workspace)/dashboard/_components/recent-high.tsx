import Link from 'next/link'
import type { Clock } from '@/components/fraud/clock'
import { investigateHref } from '@/components/fraud/links'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import { TransactionLines } from './transaction-lines'

/** The newest transactions with high risk, with or without a decision. */
export function RecentHigh({ rows, clock }: { rows: TransactionRow[]; clock: Clock }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent high risk</CardTitle>
        <Link
          href={investigateHref({ risk_band: 'high' })}
          prefetch={false}
          className="text-muted-foreground hover:text-foreground text-[13px]"
        >
          all
        </Link>
      </CardHeader>
      <CardBody>
        <TransactionLines rows={rows} clock={clock} empty="No transaction of high risk yet." />
      </CardBody>
    </Card>
  )
}
