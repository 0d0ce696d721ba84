import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { DecisionBadge, OutcomeBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Score } from '@/components/fraud/score'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import type { Context } from '@/lib/contract/context'
import { listSimilar } from '@/lib/desk/transactions'
import { readOrProblem } from '../../../_lib/read-or-problem'

const SHOWN = 8

interface SimilarCardProps {
  ctx: Context
  id: string
  from: string
  clock: Clock
}

/** Outcomes and decisions of similar transactions. */
export async function SimilarCard({ ctx, id, from, clock }: SimilarCardProps) {
  const { value: rows, problem } = await readOrProblem(ctx, () => listSimilar(ctx, id, SHOWN))
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>Similar transactions</CardTitle>
        <CardNote>
          Same type and band, amount within half of this one, in the institution’s currency; nearest score
          first
        </CardNote>
      </CardHeader>
      <CardBody>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">No similar transactions.</p>
        ) : (
          <PlainTable
            caption="Similar transactions"
            rows={rows}
            rowKey={(row) => row.transaction_id}
            columns={[
              {
                head: 'Sender',
                cell: (row) => (
                  <Link
                    href={transactionHref(row.transaction_id, from)}
                    prefetch={false}
                    className="figure underline decoration-dotted underline-offset-4"
                  >
                    {row.sender_account}
                  </Link>
                ),
              },
              {
                head: 'Amount',
                numeric: true,
                cell: (row) => <Money {...row} />,
              },
              { head: 'Score', cell: (row) => <Score score={row.score} band={row.risk_band} /> },
              { head: 'Outcome', cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
              { head: 'Decision', cell: (row) => <DecisionBadge decision={row.decision} /> },
              {
                head: 'Age',
                numeric: true,
                cell: (row) => <RelativeTime at={row.occurred_at} {...clock} />,
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}

export function SimilarPending() {
  return (
    <Card aria-busy>
      <CardHeader>
        <CardTitle>Similar transactions</CardTitle>
      </CardHeader>
      <CardBody>
        <Skeleton className="h-64" />
      </CardBody>
    </Card>
  )
}
