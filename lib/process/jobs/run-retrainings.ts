import { runRetrainings } from '@/lib/governance/retraining'
import type { Job } from './job'

/** Trains the models that wait for it, one at a time. A run lasts as long as the training. */
export const runRetrainingsJob: Job = {
  name: 'run-retrainings',
  everyMs: 2_000,
  run: (now) => runRetrainings(now),
}
