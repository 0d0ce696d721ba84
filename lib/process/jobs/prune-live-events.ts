import { pruneLiveEvents } from '@/lib/messaging/live'
import type { Job } from './job'

/** Deletes live events that no page can resume from any more. */
export const pruneLiveEventsJob: Job = {
  name: 'prune-live-events',
  everyMs: 60_000,
  run: (now) => pruneLiveEvents(now),
}
