import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { OutcomeBadge } from '@/components/fraud/badges'
import { formatScore } from '@/components/fraud/format-numbers'
import { formatExact } from '@/components/fraud/format-time'
import { entityHref, transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import type { SwapSet } from '@/lib/governance/challengers/schema'

interface SwapTableProps {
  items: SwapSet['items']
  currency: string
  timeZone: string
  /** The URL that a transaction leads back to. */
  from: string
}

const LINK = 'underline decoration-dotted underline-offset-4 hover:decoration-solid'
const LABELS = { true: 'fraud', false: 'legitimate', null: 'no label' } as const

export function SwapTable({ items, currency, timeZone, from }: SwapTableProps) {
  return (
    <div className="bg-card rounded-lg border p-4">
      <PlainTable
        caption="Payments that the models decide otherwise"
        rows={items}
        rowKey={({ transaction_id }) => transaction_id}
        columns={[
          {
            head: 'Payment',
            cell: ({ transaction_id, occurred_at, type }) => (
              <>
                <Link href={transactionHref(transaction_id, from)} prefetch={false} className={LINK}>
                  {formatExact(occurred_at, timeZone)}
                </Link>
                <span className="text-faint block text-xs font-normal">{type}</span>
              </>
            ),
            className: 'min-w-36',
          },
          {
            head: 'Amount',
            cell: ({ own_amount }) => <Money amount={own_amount} currency={currency} />,
            numeric: true,
          },
          {
            head: 'Sender',
            cell: ({ sender_account: sender }) => (
              <Link href={entityHref('account', sender)} prefetch={false} className={`figure ${LINK}`}>
                {sender}
              </Link>
            ),
          },
          {
            head: 'Production model',
            cell: ({ champion_outcome, champion_score }) => (
              <Opinion outcome={champion_outcome} score={champion_score} />
            ),
          },
          { head: 'Challenger', cell: ({ outcome, score }) => <Opinion outcome={outcome} score={score} /> },
          { head: 'Decided by', cell: ({ decided_by }) => DECIDERS[decided_by] },
          { head: 'Label', cell: ({ is_fraud }) => LABELS[`${is_fraud}`] },
        ]}
      />
    </div>
  )
}

const DECIDERS = { champion: 'production model', challenger: 'challenger', other: 'another canary' } as const

type Item = SwapSet['items'][number]

function Opinion({ outcome, score }: Pick<Item, 'outcome' | 'score'>) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <OutcomeBadge outcome={outcome} />
      <span className="figure text-muted-foreground">{formatScore(score)}</span>
    </span>
  )
}
