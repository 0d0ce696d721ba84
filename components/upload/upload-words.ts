import type { BadgeTone } from '@/components/ui/badge'
import { MAX_LARGE_FILE_BYTES, type UploadAudit, type UploadStatus } from '@/lib/scoring/uploads/schema'

export const STATUS_WORDS: Record<UploadStatus, { label: string; tone: BadgeTone }> = {
  receiving: { label: 'Receiving', tone: 'outline-info' },
  waiting: { label: 'Waiting', tone: 'outline-info' },
  checking: { label: 'Checking', tone: 'outline-info' },
  running: { label: 'Scoring', tone: 'outline-info' },
  paused: { label: 'Paused', tone: 'outline-medium' },
  interrupted: { label: 'Interrupted', tone: 'outline-medium' },
  completed: { label: 'Completed', tone: 'outline-good' },
  failed: { label: 'Failed', tone: 'outline-high' },
  rejected: { label: 'Rejected', tone: 'outline-neutral' },
  cancelled: { label: 'Cancelled', tone: 'outline-neutral' },
}

const whole = new Intl.NumberFormat('en-US')
export const formatCount = (count: number): string => whole.format(count)
export const rowsInWords = (count: number): string => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`

/** '812 B', '1.4 KB', '4.9 MB', '1.1 GB'. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} KB`
  return bytes < 1_000_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** Why a file is not even sent; null for one that may be read. */
export function unsendable({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return `${name} is empty.`
  if (size > MAX_LARGE_FILE_BYTES) {
    return `${name} has ${formatBytes(size)}; a file may have ${formatBytes(MAX_LARGE_FILE_BYTES)}. Split it.`
  }
  return null
}

/** How far a large file is; null for one that has ended, or came with one request. */
export function progressOf(upload: UploadAudit): { done: number; of: number; text: string } | null {
  const { status, pieces, rows_uploaded: rows, rows_total: total } = upload
  if (pieces === null || upload.finished_at !== null) return null
  if (status === 'receiving') {
    const text = `${formatCount(pieces.received)} of ${formatCount(pieces.count)} pieces have arrived.`
    return { done: pieces.received, of: pieces.count, text }
  }
  if (total === null) return { done: 0, of: 1, text: 'It is read to its end before its first row is scored.' }
  return { done: rows, of: total, text: `${formatCount(rows)} of ${rowsInWords(total)}.` }
}
