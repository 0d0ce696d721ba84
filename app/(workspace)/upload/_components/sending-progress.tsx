'use client'

import { Button } from '@/components/ui/button'
import { formatBytes, formatCount } from '@/components/upload/upload-words'
import type { Upload } from './use-upload'

/** How much of a large file has arrived. What stopped it does not lose what has arrived. */
export function SendingProgress({ upload, file }: { upload: Upload; file: File }) {
  const { sending, halt, cancel } = upload.large
  const arrived = sending?.arrived ?? 0
  const of = sending?.of ?? 0
  return (
    <>
      <div role="status" className="flex flex-col gap-2">
        <progress
          className="accent-primary h-2 w-full"
          max={Math.max(of, 1)}
          value={arrived}
          aria-label="Pieces that have arrived"
        />
        <p className="text-muted-foreground text-sm">
          <span className="figure">{formatCount(arrived)}</span> of {formatCount(of)} pieces of{' '}
          {formatBytes(file.size)} have arrived.{' '}
          {sending?.stopped
            ? 'What has arrived is kept: go on, or choose the file again later.'
            : 'Keep this page open until all have arrived; the scoring goes on without it.'}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {sending?.stopped ? (
          <>
            <Button onClick={() => upload.sendRest(file, sending)}>Go on</Button>
            <Button variant="outline" onClick={upload.reset}>
              Choose another file
            </Button>
          </>
        ) : (
          <Button variant="outline" onClick={halt} disabled={sending === null}>
            Stop sending
          </Button>
        )}
        <Button variant="outline" onClick={() => void cancel()} disabled={sending === null}>
          Cancel the upload
        </Button>
      </div>
    </>
  )
}
