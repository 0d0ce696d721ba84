import { formatAmount, formatCapped } from '@/components/fraud/format-numbers'
import { formatDay, formatExact } from '@/components/fraud/format-time'
import type { PartyGlance } from '@/lib/desk/transactions/schema'
import { glanceSentence } from '../prepare-glance'
import { Fact } from './fact'

interface GlanceProps {
  glance: PartyGlance
  amount: string
  currency: string
  timeZone: string
}

/** What the account usually does, and this payment against it. */
export function Glance({ glance, amount, currency, timeZone }: GlanceProps) {
  const { role, payments, median, largest, firstSeen, seenBefore, days } = glance
  const verb = role === 'sender' ? 'Sent' : 'Received'
  return (
    <>
      <p className="text-sm">{glanceSentence(glance, amount)}</p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5">
        <Fact label={`${verb}, ${days} days`}>
          {formatCapped(payments)} {payments.count === 1 ? 'payment' : 'payments'}
        </Fact>
        <Fact label="Median">{median && `${formatAmount(median)} ${currency}`}</Fact>
        <Fact label="Largest">{largest && `${formatAmount(largest)} ${currency}`}</Fact>
        <Fact label="First seen">{firstSeen && <Day at={firstSeen} timeZone={timeZone} />}</Fact>
        <Fact label="Seen before">{seenBefore && <Day at={seenBefore} timeZone={timeZone} />}</Fact>
      </dl>
    </>
  )
}

const Day = ({ at, timeZone }: { at: string; timeZone: string }) => (
  <time dateTime={at} title={formatExact(at, timeZone)}>
    {formatDay(at, timeZone)}
  </time>
)
