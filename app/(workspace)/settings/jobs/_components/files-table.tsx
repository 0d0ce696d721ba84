import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { JobActions } from '@/components/upload/job-actions'
import { UploadProgress } from '@/components/upload/upload-progress'
import { formatBytes, STATUS_WORDS } from '@/components/upload/upload-words'
import type { UploadAudit } from '@/lib/scoring/uploads/schema'

/** Large files of the institution that have not ended, oldest first. */
export function FilesTable({ files, timeZone }: { files: UploadAudit[]; timeZone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Large files</CardTitle>
        <CardNote>They are scored one after the other. The page Upload lists those that have ended.</CardNote>
      </CardHeader>
      <CardBody>
        {files.length === 0 ? (
          <CardNote>No file is being sent or scored.</CardNote>
        ) : (
          <PlainTable
            caption="Large files"
            rows={files}
            rowKey={({ id }) => id}
            columns={[
              { head: 'File', className: 'break-all', cell: ({ filename }) => filename },
              { head: 'Size', numeric: true, cell: (file) => formatBytes(file.file_size_bytes) },
              { head: 'Uploaded by', cell: ({ user }) => user.name },
              { head: 'Since', cell: (file) => formatExact(file.created_at, timeZone) },
              {
                head: 'Status',
                className: 'min-w-48',
                cell: (file) => (
                  <>
                    <Badge tone={STATUS_WORDS[file.status].tone}>{STATUS_WORDS[file.status].label}</Badge>
                    <UploadProgress upload={file} />
                    <JobActions upload={file} />
                  </>
                ),
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
