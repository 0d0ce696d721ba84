import { startDueRetrainings } from '@/lib/governance/retraining'
import type { Job } from './job'

/** Queues retrainings by schedule and by drift alarms. */
export const startDueRetrainingsJob: Job = {
  name: 'start-due-retrainings',
  everyMs: 30_000,
  run: startDueRetrainings,
}
