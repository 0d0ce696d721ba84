import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { investigateHref } from '@/components/fraud/links'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { JobActions } from '@/components/upload/job-actions'
import { UploadProgress } from '@/components/upload/upload-progress'
import { formatBytes, formatCount, STATUS_WORDS } from '@/components/upload/upload-words'
import type { UploadAudit } from '@/lib/scoring/uploads/schema'
import { RejectsLink } from './rejects-link'

interface UploadsTableProps {
  uploads: readonly UploadAudit[]
  clock: { renderedAt: string; timeZone: string }
}

/** Every attempt of the institution, newest first: who, which file, what became of its rows, and why not. */
export function UploadsTable({ uploads, clock }: UploadsTableProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent uploads</CardTitle>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Recent uploads"
          rows={uploads}
          rowKey={({ id }) => id}
          columns={[
            { head: 'File', className: 'min-w-44', cell: (upload) => <FileCell upload={upload} /> },
            { head: 'Status', cell: (upload) => <StatusCell upload={upload} /> },
            {
              head: 'Scored',
              numeric: true,
              cell: ({ id, kind, rows_scored: count, rows_labelled: labels }) =>
                kind === 'labels' ? `${formatCount(labels)} labels` : <Rows upload={id} count={count} />,
            },
            {
              head: 'High',
              numeric: true,
              cell: ({ id, high }) => <Rows upload={id} count={high} band="high" />,
            },
            {
              head: 'Medium',
              numeric: true,
              cell: ({ id, medium }) => <Rows upload={id} count={medium} band="medium" />,
            },
            {
              head: 'Low',
              numeric: true,
              cell: ({ id, low }) => <Rows upload={id} count={low} band="low" />,
            },
            { head: 'Duplicates', numeric: true, cell: ({ rows_duplicate: count }) => formatCount(count) },
            {
              head: 'Rejected',
              numeric: true,
              cell: ({ id, filename, rows_rejected: count, has_rejects: kept }) =>
                kept ? (
                  <span className="flex items-center justify-end gap-2">
                    {formatCount(count)}
                    <RejectsLink upload={id} of={filename ?? undefined} />
                  </span>
                ) : (
                  formatCount(count)
                ),
            },
            { head: 'When', cell: ({ created_at: at }) => <RelativeTime at={at} {...clock} /> },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function FileCell({ upload }: { upload: UploadAudit }) {
  return (
    <>
      <span className="break-all">{upload.filename ?? 'No file was read'}</span>
      <span className="text-muted-foreground block font-normal">
        {formatBytes(upload.file_size_bytes)}, {upload.user.name}
      </span>
    </>
  )
}

function StatusCell({ upload }: { upload: UploadAudit }) {
  const { label, tone } = STATUS_WORDS[upload.status]
  return (
    <div className="max-w-72">
      <Badge tone={tone}>{label}</Badge>
      <UploadProgress upload={upload} />
      {upload.status === 'receiving' ? (
        <span className="text-muted-foreground block text-pretty">
          Choose the same file again to send the rest.
        </span>
      ) : null}
      <JobActions upload={upload} />
      {upload.error_message ? (
        <span className="text-muted-foreground block text-pretty">{upload.error_message}</span>
      ) : null}
      {upload.status === 'interrupted' ? (
        <span className="text-muted-foreground block text-pretty">
          The server ended. Send the file again: known rows are duplicates.
        </span>
      ) : null}
    </div>
  )
}

interface RowsProps {
  upload: string
  count: number
  band?: 'high' | 'medium' | 'low'
}

function Rows({ upload, count, band }: RowsProps) {
  if (count === 0) return '0'
  return (
    <Link
      href={investigateHref({ upload, risk_band: band })}
      prefetch={false}
      className="underline underline-offset-4"
    >
      {formatCount(count)}
    </Link>
  )
}
