import { pruneLiveEvents } from '@/lib/messaging/live'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes live events that no page can resume from any more. */
export const pruneLiveEventsJob: Job = {
  name: 'prune-live-events',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneLiveEvents(now),
}
