import { sealRows } from '@/lib/access/audit'
import type { Job } from './job'

/** Seals new rows: their hashes become a row of the audit log, which is chained. */
export const sealRowsJob: Job = { name: 'seal-rows', everyMs: 60_000, run: () => sealRows() }
