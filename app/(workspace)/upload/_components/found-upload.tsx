'use client'

import { Button } from '@/components/ui/button'
import type { UploadAudit } from '@/lib/scoring/uploads/schema'
import { formatCount } from '@/components/upload/upload-words'
import type { Upload } from './use-upload'

/** A file whose beginning has arrived before: its rest is sent, read as was chosen then. */
export function FoundUpload({ upload, file, found }: { upload: Upload; file: File; found: UploadAudit }) {
  return (
    <>
      <p className="text-sm" role="status">
        {formatCount(found.pieces?.received ?? 0)} of {formatCount(found.pieces?.count ?? 0)} pieces of a file
        of this name and size have arrived. Every piece is compared before the rest is sent.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => upload.sendRest(file, found)}>Send the rest</Button>
        <Button variant="outline" onClick={() => void upload.check(file, {}, null, null)}>
          Send it anew
        </Button>
        <Button variant="outline" onClick={upload.reset}>
          Choose another file
        </Button>
      </div>
    </>
  )
}
