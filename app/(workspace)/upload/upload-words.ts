import type { BadgeTone } from '@/components/ui/badge'
import { MAX_FILE_BYTES, type UploadStatus } from '@/lib/scoring/uploads/schema'

export const STATUS_WORDS: Record<UploadStatus, { label: string; tone: BadgeTone }> = {
  running: { label: 'Scoring', tone: 'outline-info' },
  interrupted: { label: 'Interrupted', tone: 'outline-medium' },
  completed: { label: 'Completed', tone: 'outline-good' },
  failed: { label: 'Failed', tone: 'outline-high' },
  rejected: { label: 'Rejected', tone: 'outline-neutral' },
}

const whole = new Intl.NumberFormat('en-US')
export const formatCount = (count: number): string => whole.format(count)
export const rowsInWords = (count: number): string => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`

/** '812 B', '1.4 KB', '4.9 MB'. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Why a file is not even sent; null for one that may be read. */
export function unsendable({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return `${name} is empty.`
  if (size > MAX_FILE_BYTES) {
    return `${name} has ${formatBytes(size)}; a file may have ${formatBytes(MAX_FILE_BYTES)}. Split it.`
  }
  return null
}
