import { pruneUploadRejects } from '@/lib/scoring/uploads'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes rejected rows of uploads that have been kept long enough. */
export const pruneUploadRejectsJob: Job = {
  name: 'prune-upload-rejects',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneUploadRejects(now),
}
