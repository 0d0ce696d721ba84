import { pruneNotifications } from '@/lib/messaging/notifications'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes notifications that have been kept long enough. */
export const pruneNotificationsJob: Job = {
  name: 'prune-notifications',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneNotifications(now),
}
