import type { UploadAudit } from '@/lib/scoring/uploads/schema'
import { progressOf } from './upload-words'

/** How far a large file is; nothing for one that has ended. */
export function UploadProgress({ upload }: { upload: UploadAudit }) {
  const progress = progressOf(upload)
  if (progress === null) return null
  return (
    <>
      <progress
        className="accent-primary mt-1 block h-2 w-full"
        max={Math.max(progress.of, 1)}
        value={progress.done}
        aria-label={`Progress of ${upload.filename}`}
      />
      <span className="text-muted-foreground block text-pretty">{progress.text}</span>
    </>
  )
}
