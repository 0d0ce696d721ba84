'use client'

import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { DeadLetter } from '@/lib/scoring/stream/schema'
import { MendDialog } from './mend-dialog'

/** Where a message was, as Kafka's tools write it. */
const placeOf = ({ topic, partition, offset }: DeadLetter): string => `${topic}:${partition}:${offset}`

/** Messages of Kafka that could not be scored, newest first. */
export function DeadLettersTable({ letters, timeZone }: { letters: DeadLetter[]; timeZone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Messages that could not be scored</CardTitle>
        <CardNote>Send one again once the reason is gone, or mend it first.</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Messages that could not be scored"
          rows={letters}
          rowKey={({ id }) => id}
          columns={[
            {
              head: 'Message',
              className: 'min-w-52',
              cell: (letter) => (
                <>
                  <span className="block break-all">{placeOf(letter)}</span>
                  <span className="text-muted-foreground block font-normal">
                    {formatExact(letter.received_at, timeZone)}
                  </span>
                </>
              ),
            },
            { head: 'Reason', className: 'min-w-64', cell: (letter) => <ReasonOf letter={letter} /> },
            {
              head: 'Status',
              className: 'min-w-36',
              cell: (letter) => <StatusOf letter={letter} timeZone={timeZone} />,
            },
            {
              head: <span className="sr-only">Actions</span>,
              className: 'text-right whitespace-nowrap',
              cell: (letter) => (letter.settled === null ? <Actions letter={letter} /> : null),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function ReasonOf({
  letter: { detail, value, value_bytes: bytes, is_whole: isWhole },
}: {
  letter: DeadLetter
}) {
  return (
    <>
      <span className="block break-words">{detail}</span>
      {value === null ? (
        <span className="text-muted-foreground block">{bytes} bytes that are not shown</span>
      ) : (
        <details>
          <summary className="text-muted-foreground cursor-pointer">
            {isWhole ? 'Message' : 'Beginning of the message'}
          </summary>
          <code className="block text-xs break-all whitespace-pre-wrap">{value}</code>
        </details>
      )}
    </>
  )
}

const SETTLED = { scored: 'Scored', duplicate: 'Known already', dismissed: 'Dismissed' } as const

function StatusOf({ letter: { settled }, timeZone }: { letter: DeadLetter; timeZone: string }) {
  if (settled === null) return <Badge tone="medium">Open</Badge>
  return (
    <>
      <Badge tone={settled.as === 'dismissed' ? 'outline-neutral' : 'low'}>{SETTLED[settled.as]}</Badge>
      <span className="text-muted-foreground mt-1 block">
        {settled.by.name}, {formatExact(settled.at, timeZone)}
      </span>
      {settled.transaction_id === null ? null : (
        <Link
          href={`/transactions/${settled.transaction_id}`}
          prefetch={false}
          className="underline-offset-4 hover:underline"
        >
          Transaction
        </Link>
      )}
    </>
  )
}

function Actions({ letter }: { letter: DeadLetter }) {
  const params = { id: letter.id }
  return (
    <>
      {letter.value_bytes === 0 || letter.value === null ? null : (
        <ConfirmButton
          label="Send again"
          about={placeOf(letter)}
          question="Send this message again?"
          text="It is scored as it came. If it still cannot be scored, it stays here."
          send={() => callApi('POST /api/stream/dead-letters/{id}/resend', { params, body: {} })}
          done="The message is scored."
        />
      )}
      {letter.is_whole && letter.value !== null ? (
        <MendDialog id={letter.id} place={placeOf(letter)} value={letter.value} />
      ) : null}
      <ConfirmButton
        label="Dismiss"
        about={placeOf(letter)}
        question="Dismiss this message?"
        text="It is never scored. The list and the audit log keep it."
        send={() => callApi('POST /api/stream/dead-letters/{id}/dismiss', { params })}
        done="The message is dismissed."
      />
    </>
  )
}
