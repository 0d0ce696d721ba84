import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'
import { formatAmount, formatDuration } from '@/components/fraud/format-numbers'
import { formatExact } from '@/components/fraud/format-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'
import { Fact } from './fact'

/** Everything that was sent with the transaction, as it was stored. */
export function Facts({ detail, timeZone }: { detail: TransactionDetail; timeZone: string }) {
  const { sender, receiver, metadata, timings } = detail
  return (
    <Card>
      <CardHeader>
        <CardTitle>Facts</CardTitle>
        <CardNote>
          As compared; other spellings that were received are listed below. Balances after the transaction are
          stored but never used for the score.
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-5">
        <Group title="Transaction">
          <Fact label="Type">{detail.type}</Fact>
          <Fact label="Amount">{`${formatAmount(detail.amount)} ${detail.currency}`}</Fact>
          {detail.converted ? (
            <Fact label={`In ${detail.converted.currency}`}>
              {`${formatAmount(detail.converted.amount)}, at ${detail.currency_rate ?? ''}`}
            </Fact>
          ) : null}
          <Fact label="Occurred">{formatExact(detail.occurred_at, timeZone)}</Fact>
          <Fact label="Received">{formatExact(detail.received_at, timeZone)}</Fact>
          <Fact label="External id">{detail.external_id}</Fact>
          <Fact label="Step">{detail.step}</Fact>
          <Fact label="Source">{detail.source}</Fact>
          <Fact label="Channel">{detail.channel}</Fact>
          <Fact label="Merchant category">{detail.merchant_category}</Fact>
          <Fact label="Declined attempts">{detail.declined_attempts}</Fact>
        </Group>
        <PartyGroup title="Sender" account={detail.sender_account} party={sender} />
        {receiver ? <PartyGroup title="Receiver" account={detail.receiver_account} party={receiver} /> : null}
        <Group title="Device and place">
          <Fact label="Phone">{detail.phone}</Fact>
          <Fact label="Device">{detail.device_id}</Fact>
          <Fact label="IP address">{detail.ip}</Fact>
          <Fact label="City">{detail.city}</Fact>
          <Fact label="Country">{detail.country}</Fact>
          <Fact label="Position">{position(detail)}</Fact>
        </Group>
        {detail.received ? (
          <Group title="As received">
            {Object.entries(detail.received).map(([field, text]) => (
              <Fact key={field} label={field.replaceAll('_', ' ')} verbatim>
                {text}
              </Fact>
            ))}
          </Group>
        ) : null}
        {metadata && Object.keys(metadata).length > 0 ? (
          <Group title="Metadata">
            {Object.entries(metadata).map(([name, value]) => (
              <Fact key={name} label={name} verbatim>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </Fact>
            ))}
          </Group>
        ) : null}
        <Group title="Time spent scoring">
          {Object.entries(timings).map(([stage, ms]) => (
            <Fact key={stage} label={stage.replaceAll('_', ' ')}>
              {formatDuration(ms)}
            </Fact>
          ))}
        </Group>
      </CardBody>
    </Card>
  )
}

interface GroupProps {
  title: string
  columns?: string
  children: ReactNode
}

function Group({ title, columns = 'sm:grid-cols-3 2xl:grid-cols-4', children }: GroupProps) {
  return (
    <section>
      <h3 className="mb-2 text-[13px] font-semibold">{title}</h3>
      <dl className={cn('grid grid-cols-2 gap-x-6 gap-y-3', columns)}>{children}</dl>
    </section>
  )
}

interface PartyGroupProps {
  title: string
  account: string | null
  party: TransactionDetail['sender']
}

function PartyGroup({ title, account, party }: PartyGroupProps) {
  return (
    <Group title={title} columns="sm:grid-cols-4">
      <Fact label="Account">{account}</Fact>
      <Fact label="Balance before">{party.balance_before && formatAmount(party.balance_before)}</Fact>
      <Fact label="Balance after">{party.balance_after && formatAmount(party.balance_after)}</Fact>
      <Fact label="Watchlist">
        {party.watchlist ? (
          <Badge tone={party.watchlist === 'blocked' ? 'outline-high' : 'outline-good'}>
            {party.watchlist}
          </Badge>
        ) : (
          <span className="text-faint font-sans">not on a list</span>
        )}
      </Fact>
    </Group>
  )
}

const position = ({ latitude, longitude }: TransactionDetail): string | null =>
  latitude === null || longitude === null ? null : `${latitude}, ${longitude}`
