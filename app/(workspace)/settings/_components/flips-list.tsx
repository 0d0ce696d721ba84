import { formatAmount } from '@/components/fraud/format-numbers'
import { OUTCOMES } from '@/components/fraud/labels'
import type { ImpactWindow } from '@/lib/governance/changes/schema'

interface FlipsListProps {
  flips: ImpactWindow['flips']
  currency: string
}

/** Payments with another outcome, per pair of outcomes. */
export const FlipsList = ({ flips, currency }: FlipsListProps) => (
  <ul aria-label="Changes of outcome" className="flex flex-wrap gap-x-5 gap-y-1 text-[13px]">
    {flips.map(({ from, to, transactions, amount }) => (
      <li key={`${from} ${to}`}>
        {OUTCOMES[from].label} → {OUTCOMES[to].label}:{' '}
        <span className="figure">{transactions.toLocaleString('en-US')}</span> payments,{' '}
        <span className="figure">
          {formatAmount(amount)} {currency}
        </span>
      </li>
    ))}
  </ul>
)
