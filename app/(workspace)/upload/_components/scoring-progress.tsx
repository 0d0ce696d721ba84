'use client'

import { useRef, useState } from 'react'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import { formatCount, rowsInWords } from '@/components/upload/upload-words'

/** Uploads of colleagues may have begun since. */
const NEWEST = 10

interface ScoringProgressProps {
  rows: number
  /** Tells this file from those of colleagues. */
  sha256: string
}

/** How far the upload is, as its row in the database says: the live stream tells when to look. */
export function ScoringProgress({ rows, sha256 }: ScoringProgressProps) {
  const [done, setDone] = useState(0)
  const reading = useRef(false)
  useLive(['uploads.changed'], () => {
    if (reading.current) return
    reading.current = true
    void callApi('GET /api/upload/audits', { query: { limit: NEWEST } }).then((read) => {
      reading.current = false
      const own = read.ok
        ? read.body.items.find((one) => one.status === 'running' && one.sha256 === sha256)
        : undefined
      if (own) setDone(own.rows_uploaded)
    })
  })
  return (
    <div role="status" className="flex flex-col gap-2">
      <progress
        className="accent-primary h-2 w-full"
        max={Math.max(rows, 1)}
        value={done}
        aria-label="Scored rows"
      />
      <p className="text-muted-foreground text-sm">
        <span className="figure">{formatCount(done)}</span> of {rowsInWords(rows)}. You can leave this page:
        the upload goes on, and appears below.
      </p>
    </div>
  )
}
