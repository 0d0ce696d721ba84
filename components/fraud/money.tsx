import { cn } from '@/components/class-names'
import type { ConvertedMoney } from '@/lib/contract/converted-money'
import { formatAmount } from './format-numbers'

interface MoneyProps {
  /** Exact decimal text. */
  amount: string
  currency: string
  /** The amount in the institution's currency, where it differs. */
  converted?: ConvertedMoney | null
  className?: string
}

/** An exact amount as received with its currency, and below it the converted amount. */
export function Money({ amount, currency, converted, className }: MoneyProps) {
  return (
    <span className={cn('figure whitespace-nowrap', className)}>
      {formatAmount(amount)} <span className="text-faint text-[0.85em]">{currency}</span>
      {converted ? (
        <span className="text-muted-foreground block text-[0.85em] font-normal">
          {formatAmount(converted.amount)} {converted.currency}
        </span>
      ) : null}
    </span>
  )
}
