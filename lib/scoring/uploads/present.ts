import type { UploadAudit, UploadStatus } from './schema'

export interface UploadRow {
  id: string
  user_id: string
  file_name: string | null
  file_bytes: number
  sha256: string | null
  status: string
  row_count: number
  scored_count: number
  duplicate_count: number
  rejected_count: number
  high_count: number
  medium_count: number
  low_count: number
  duplicate_of: string | null
  failure: string | null
  started_at: Date
  progressed_at: Date
  finished_at: Date | null
  has_rejects: boolean
}

/** A chunk takes a second at most; without progress for so long the server has ended. */
const INTERRUPTED_AFTER_MS = 120_000

export function presentUpload(row: UploadRow, userName: string, now: Date): UploadAudit {
  const isStale = now.getTime() - row.progressed_at.getTime() > INTERRUPTED_AFTER_MS
  return {
    id: row.id,
    filename: row.file_name,
    status: row.status === 'running' && isStale ? 'interrupted' : (row.status as UploadStatus),
    user: { id: row.user_id, name: userName },
    rows_uploaded: row.row_count,
    rows_scored: row.scored_count,
    rows_duplicate: row.duplicate_count,
    rows_rejected: row.rejected_count,
    high: row.high_count,
    medium: row.medium_count,
    low: row.low_count,
    file_size_bytes: row.file_bytes,
    sha256: row.sha256,
    duplicate_of: row.duplicate_of,
    has_rejects: row.has_rejects,
    error_message: row.failure,
    created_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  }
}
