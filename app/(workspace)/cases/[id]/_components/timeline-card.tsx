'use client'

import { useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import type { Clock } from '@/components/fraud/clock'
import { RelativeTime } from '@/components/fraud/relative-time'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { TimelineEntry, TimelinePage } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'

/** Every change with its actor and time, newest first; older ones are loaded on demand. */
export function TimelineCard({ timeline, clock }: { timeline: TimelinePage; clock: Clock }) {
  const { caseId } = useCaseEditing()
  const [older, setOlder] = useState<TimelinePage>({ items: [], next_cursor: timeline.next_cursor })
  const [pending, startTransition] = useTransition()
  const seen = new Set(timeline.items.map(({ seq }) => seq))
  const entries = [...timeline.items, ...older.items.filter(({ seq }) => !seen.has(seq))]

  const readOlder = () =>
    startTransition(async () => {
      const read = await callApi('GET /api/cases/{id}/timeline', {
        params: { id: caseId },
        query: { cursor: older.next_cursor ?? '' },
      })
      if (!read.ok) return void toast.error(read.problem.message)
      setOlder({ items: [...older.items, ...read.body.items], next_cursor: read.body.next_cursor })
    })
  return (
    <Card>
      <CardHeader>
        <CardTitle>Timeline</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="border-border ml-1.5 flex flex-col gap-3.5 border-l">
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} clock={clock} />
          ))}
        </ol>
        {older.next_cursor ? (
          <Button variant="outline" size="sm" className="mt-4" disabled={pending} onClick={readOlder}>
            Show older
          </Button>
        ) : null}
      </CardBody>
    </Card>
  )
}

function Entry({ entry, clock }: { entry: TimelineEntry; clock: Clock }) {
  const texts = entry.changes.filter(({ field }) => TEXT_FIELDS.includes(field))
  return (
    <li className="relative pl-4">
      <span
        aria-hidden
        className="bg-input border-card absolute top-1.5 -left-[5px] size-2.5 rounded-full border-2"
      />
      <p className="text-sm break-words">{entry.text}</p>
      {texts.map(({ field, from, to }) => (
        <p key={field} className="text-muted-foreground text-[13px] break-words">
          {field}: {from ? <del className="text-faint">{shortened(from)}</del> : null}{' '}
          {to ? <ins className="no-underline">{shortened(to)}</ins> : <span>removed</span>}
        </p>
      ))}
      <p className="text-faint text-[13px]">
        <RelativeTime at={entry.at} {...clock} />
      </p>
    </li>
  )
}

/** The sentences of these events do not contain the values. */
const TEXT_FIELDS = ['title', 'description', 'summary']
const MOST = 240
const shortened = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)
