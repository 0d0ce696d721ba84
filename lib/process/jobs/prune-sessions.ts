import { pruneSessions } from '@/lib/access/auth'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes sessions that ended long enough ago. */
export const pruneSessionsJob: Job = {
  name: 'prune-sessions',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneSessions(now),
}
