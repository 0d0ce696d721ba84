import { runUploads } from '@/lib/scoring/uploads'
import type { Job } from './job'

/** Begins to score large files that wait. It does not wait for them. */
export const runUploadsJob: Job = {
  name: 'run-uploads',
  everyMs: 2_000,
  run: (now) => runUploads(now),
}
