import { pruneNotifications } from '@/lib/messaging/notifications'
import type { Job } from './job'

/** Deletes notifications that have been kept long enough. */
export const pruneNotificationsJob: Job = {
  name: 'prune-notifications',
  everyMs: 3_600_000,
  run: pruneNotifications,
}
