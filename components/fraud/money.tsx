import { cn } from '@/components/class-names'
import { formatAmount } from './format-numbers'

/** An exact amount with its currency; `amount` is decimal text as stored. */
export function Money({
  amount,
  currency,
  className,
}: {
  amount: string
  currency: string
  className?: string
}) {
  return (
    <span className={cn('figure whitespace-nowrap', className)}>
      {formatAmount(amount)} <span className="text-faint text-[0.85em]">{currency}</span>
    </span>
  )
}
