'use client'

import { RefreshCw, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { useCaseEditing } from './case-editing'

interface ConflictPanelProps {
  /** The newest entry of the timeline that is on the screen. */
  lastSeq: string | undefined
  timeZone: string
}

/** States that another user changed the case first, with the changes. Typed text is kept. */
export function ConflictPanel({ lastSeq, timeZone }: ConflictPanelProps) {
  const { conflict, stale } = useCaseEditing()
  if (!conflict && !stale) return null
  return (
    <Panel
      title={
        conflict ? 'Your change was not saved: another user changed the case first' : 'This case was changed'
      }
      lastSeq={lastSeq}
      timeZone={timeZone}
    />
  )
}

function Panel({ title, lastSeq, timeZone }: ConflictPanelProps & { title: string }) {
  const { caseId, pending, reload } = useCaseEditing()
  const sentences = useNewEntries(caseId, lastSeq, timeZone)
  return (
    <div
      role="alert"
      className="border-risk-medium/60 bg-card flex flex-wrap items-start gap-3 rounded-lg border p-4"
    >
      <TriangleAlert className="text-risk-medium mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{title}</p>
        <ul className="text-muted-foreground mt-1 text-[13px]">
          {sentences.map(({ seq, text }) => (
            <li key={seq} className="break-words">
              {text}
            </li>
          ))}
        </ul>
      </div>
      <Button variant="outline" size="sm" disabled={pending} onClick={reload}>
        <RefreshCw aria-hidden />
        Load their changes and keep my text
      </Button>
    </div>
  )
}

/** The timeline entries after the newest one on the screen, newest first: '14:02 Maya Chen changed …'. */
function useNewEntries(caseId: string, lastSeq: string | undefined, timeZone: string) {
  const [entries, setEntries] = useState<{ seq: string; text: string }[]>([])
  useEffect(() => {
    let left = false
    const request = { params: { id: caseId }, query: { limit: 10 } }
    void callApi('GET /api/cases/{id}/timeline', request).then((read) => {
      if (left || !read.ok) return
      const fresh = read.body.items.filter(({ seq }) => BigInt(seq) > BigInt(lastSeq ?? '0'))
      setEntries(
        fresh.map(({ seq, at, text }) => ({
          seq,
          text: `${timeOf(at, timeZone)} ${text}`,
        })),
      )
    })
    return () => void (left = true)
  }, [caseId, lastSeq, timeZone])
  return entries
}

const timeOf = (at: string, timeZone: string) => formatExact(at, timeZone).split(', ')[1]?.slice(0, 5) ?? ''
