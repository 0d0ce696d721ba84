'use client'

import Link from 'next/link'
import { useRef, useState } from 'react'
import { callApi } from '@/components/http/api-client'
import { investigateHref } from '@/components/fraud/links'
import { useLive } from '@/components/live/use-live'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'
import { replayFigures, replayWords } from '../../prepare-replay'
import { ReplayForm } from './replay-form'
import { StopReplay } from './stop-replay'

interface ReplayCardProps {
  initial: ReplayStatus
  mayRun: boolean
  /** Whether the figures of the page count replays, and the URL of the page where they do the opposite. */
  isCounted: boolean
  otherFigures: string
}

/** The running or else the last replay. Its counters are those of the database: colleagues see the same. */
export function ReplayCard({ initial, mayRun, isCounted, otherFigures }: ReplayCardProps) {
  const [read, setRead] = useState<ReplayStatus | null>(null)
  const reading = useRef(false)
  const missed = useRef(false)
  const look = (): void => {
    if (reading.current) return void (missed.current = true)
    reading.current = true
    void callApi('GET /api/replay/status').then((sent) => {
      reading.current = false
      if (sent.ok) setRead(sent.body)
      // An event that came meanwhile may tell of more than this response.
      if (missed.current) {
        missed.current = false
        look()
      }
    })
  }
  useLive(['replays.changed'], look)

  const status = read ?? initial
  const words = replayWords(status)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Replay</CardTitle>
        {words === null ? null : (
          <Link
            href={investigateHref({ replayed: 'only' })}
            prefetch={false}
            className="text-muted-foreground hover:text-foreground text-[13px]"
          >
            replayed transactions
          </Link>
        )}
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {words === null ? (
          <CardNote>
            Payments that did not happen, scored as if they arrived now. Figures leave them out.
          </CardNote>
        ) : (
          <>
            <p role="status" className="text-sm">
              {words}
            </p>
            <progress
              className="accent-primary h-2 w-full"
              max={status.duration_seconds}
              value={Math.min(status.duration_seconds, status.elapsed_seconds)}
              aria-label="Elapsed time of the replay"
            />
            <dl className="grid grid-cols-2 gap-x-4 gap-y-1">
              {replayFigures(status).map(([label, value]) => (
                <div key={label} className="flex items-baseline justify-between gap-2">
                  <dt className="text-muted-foreground text-[13px]">{label}</dt>
                  <dd className="figure font-semibold">{value}</dd>
                </div>
              ))}
            </dl>
            <CardNote>
              {isCounted
                ? 'The figures of this page count replays. '
                : 'The figures of this page leave replays out. '}
              <Link href={otherFigures} prefetch={false} className="underline underline-offset-4">
                {isCounted ? 'Leave them out' : 'Count them'}
              </Link>
            </CardNote>
            {status.failure ? (
              <p role="alert" className="text-risk-high text-[13px]">
                {status.failure}
              </p>
            ) : null}
          </>
        )}
        {mayRun && status.running ? <StopReplay onStopped={setRead} /> : null}
        {mayRun && !status.running && status.sandbox ? <ReplayForm onStarted={setRead} /> : null}
      </CardBody>
    </Card>
  )
}
