import { formatAmount, formatCapped } from '@/components/fraud/format-numbers'
import { formatDay, formatExact } from '@/components/fraud/format-time'
import type { PartyHistory } from '@/lib/desk/transactions/schema'
import { usualSentence } from '../prepare-party-history'
import { Fact } from './fact'

interface UsualPaymentsProps {
  history: PartyHistory
  /** In the institution's currency, as the usual payments are; null without a rate. */
  amount: string | null
  currency: string
  timeZone: string
}

/** The account's usual payments and how this one compares. */
export function UsualPayments({ history, amount, currency, timeZone }: UsualPaymentsProps) {
  const { role, payments, median, largest, first_seen, seen_before, days } = history
  const verb = role === 'sender' ? 'Sent' : 'Received'
  return (
    <>
      <p className="text-sm">{usualSentence(history, amount)}</p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5">
        <Fact label={`${verb}, ${days} days`}>
          {formatCapped(payments)} {payments.count === 1 ? 'payment' : 'payments'}
        </Fact>
        <Fact label="Median">{median && `${formatAmount(median)} ${currency}`}</Fact>
        <Fact label="Largest">{largest && `${formatAmount(largest)} ${currency}`}</Fact>
        <Fact label="First seen">{first_seen && <Day at={first_seen} timeZone={timeZone} />}</Fact>
        <Fact label="Seen before">{seen_before && <Day at={seen_before} timeZone={timeZone} />}</Fact>
      </dl>
    </>
  )
}

const Day = ({ at, timeZone }: { at: string; timeZone: string }) => (
  <time dateTime={at} title={formatExact(at, timeZone)}>
    {formatDay(at, timeZone)}
  </time>
)
