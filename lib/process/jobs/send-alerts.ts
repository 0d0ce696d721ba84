import { deliverDue } from '@/lib/messaging/delivery'
import type { Job } from './job'

/** Starts sending the alerts that are due; each channel sends on its own. */
export const sendAlertsJob: Job = { name: 'send-alerts', everyMs: 1_000, run: (now) => deliverDue(now) }
