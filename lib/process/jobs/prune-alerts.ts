import { pruneAlertKeys } from '@/lib/messaging/alerts'
import { pruneAlerts } from '@/lib/messaging/delivery'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Ends alerts that are too old to be sent, and deletes messages that were kept long enough. */
export const pruneAlertsJob: Job = {
  name: 'prune-alerts',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => Promise.all([pruneAlerts(now), pruneAlertKeys(now)]),
}
