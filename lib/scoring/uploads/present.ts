import { Prisma } from '@/lib/platform/db'
import type { UploadAudit, UploadStatus } from './schema'

export interface UploadRow {
  id: string
  kind: string
  user_id: string
  file_name: string | null
  file_bytes: number
  sha256: string | null
  status: string
  row_count: number
  scored_count: number
  labelled_count: number
  duplicate_count: number
  rejected_count: number
  high_count: number
  medium_count: number
  low_count: number
  duplicate_of: string | null
  failure: string | null
  started_at: Date
  finished_at: Date | null
  is_interrupted: boolean
  has_rejects: boolean
  piece_bytes: number | null
  received_pieces: number
  total_rows: number | null
}

/** A chunk takes a second at most; without progress for so long the server has ended. A large file goes on at another server. */
const INTERRUPTED_AFTER_SECONDS = 120

/** The columns of an `UploadRow`, of the table `uploads u`. */
export const UPLOAD_COLUMNS = Prisma.sql`
  u.id, u.kind, u.user_id, u.file_name, u.file_bytes::float8 as file_bytes, encode(u.sha256, 'hex') as sha256, u.status, u.row_count,
  u.scored_count, u.labelled_count, u.duplicate_count, u.rejected_count, u.high_count, u.medium_count, u.low_count, u.duplicate_of, u.failure,
  u.started_at, u.finished_at, u.piece_bytes, u.received_pieces, u.total_rows,
  u.status = 'running' and u.piece_bytes is null and u.progressed_at < now() - ${INTERRUPTED_AFTER_SECONDS}::int * interval '1 second' as is_interrupted,
  exists (select from upload_rejects r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as has_rejects`

export function presentUpload(row: UploadRow, userName: string): UploadAudit {
  return {
    id: row.id,
    kind: row.kind as UploadAudit['kind'],
    filename: row.file_name,
    status: row.is_interrupted ? 'interrupted' : (row.status as UploadStatus),
    user: { id: row.user_id, name: userName },
    rows_total: row.total_rows,
    rows_uploaded: row.row_count,
    rows_scored: row.scored_count,
    rows_labelled: row.labelled_count,
    rows_duplicate: row.duplicate_count,
    rows_rejected: row.rejected_count,
    high: row.high_count,
    medium: row.medium_count,
    low: row.low_count,
    file_size_bytes: row.file_bytes,
    pieces: row.piece_bytes === null ? null : piecesOf({ ...row, piece_bytes: row.piece_bytes }),
    sha256: row.sha256,
    duplicate_of: row.duplicate_of,
    has_rejects: row.has_rejects,
    error_message: row.failure,
    created_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  }
}

const piecesOf = ({
  piece_bytes,
  received_pieces,
  file_bytes,
}: Pick<UploadRow, 'received_pieces' | 'file_bytes'> & { piece_bytes: number }) => ({
  bytes: piece_bytes,
  count: Math.ceil(file_bytes / piece_bytes),
  received: received_pieces,
})
