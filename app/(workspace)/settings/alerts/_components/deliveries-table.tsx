'use client'

import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Delivery } from '@/lib/messaging/delivery/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { formatDuration } from '../../jobs/format-duration'
import { DELIVERY_LABELS, DELIVERY_TONES } from '../alert-words'

/** What was sent through which channel, newest first. */
export function DeliveriesTable({ deliveries, clock }: { deliveries: Delivery[]; clock: Clock }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Messages</CardTitle>
        <CardNote>Each is delivered at least once, in no particular order.</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Messages"
          rows={deliveries}
          rowKey={({ id }) => id}
          columns={[
            {
              head: 'Message',
              className: 'min-w-56',
              cell: ({ title, link, rule }) => (
                <>
                  <Link
                    href={link}
                    prefetch={false}
                    className="block break-words underline-offset-4 hover:underline"
                  >
                    {title}
                  </Link>
                  <span className="text-muted-foreground block font-normal">{rule?.name ?? 'Test'}</span>
                </>
              ),
            },
            { head: 'Channel', className: 'min-w-28 break-words', cell: ({ channel }) => channel.name },
            {
              head: 'Status',
              className: 'min-w-44',
              cell: (delivery) => <StatusOf delivery={delivery} clock={clock} />,
            },
            {
              head: 'Response',
              numeric: true,
              cell: ({ response_code: code, latency_ms: ms }) =>
                [code, ms === null ? null : formatDuration(ms)].filter((part) => part !== null).join(' · ') ||
                '–',
            },
            {
              head: 'Made',
              className: 'whitespace-nowrap',
              cell: ({ created_at: at }) => formatExact(at, clock.timeZone),
            },
            {
              head: <span className="sr-only">Actions</span>,
              className: 'text-right',
              cell: (delivery) => (delivery.status === 'waiting' ? null : <Resend delivery={delivery} />),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function StatusOf({ delivery, clock }: { delivery: Delivery; clock: Clock }) {
  const { status, attempts, error, excerpt, next_attempt_at: nextAt } = delivery
  return (
    <>
      <Badge tone={DELIVERY_TONES[status]}>{DELIVERY_LABELS[status]}</Badge>
      {attempts > 1 ? <span className="text-muted-foreground ml-2">{attempts} attempts</span> : null}
      {error === null ? null : <span className="text-muted-foreground mt-1 block">{error}</span>}
      {nextAt !== null && attempts > 0 ? (
        <span className="text-muted-foreground block">
          Next attempt {nextAt <= clock.renderedAt ? 'is due' : formatExact(nextAt, clock.timeZone)}
        </span>
      ) : null}
      {excerpt === null ? null : (
        <details>
          <summary className="text-muted-foreground cursor-pointer">Response text</summary>
          <code className="block text-xs break-all whitespace-pre-wrap">{excerpt}</code>
        </details>
      )}
    </>
  )
}

function Resend({ delivery: { id, title, channel } }: { delivery: Delivery }) {
  return (
    <ConfirmButton
      label="Send again"
      about={title}
      question="Send this message again?"
      text={`It goes to ${channel.name} once more, with the same id as the first time.`}
      send={() => callApi('POST /api/alert-deliveries/{id}/resend', { params: { id } })}
      done="The message is sent again."
    />
  )
}
