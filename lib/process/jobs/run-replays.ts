import { runReplays } from '@/lib/scoring/replay'
import type { Job } from './job'

/** Takes the replays that no process works on. They run beside the job. */
export const runReplaysJob: Job = {
  name: 'run-replays',
  everyMs: 1_000,
  run: () => runReplays(),
}
