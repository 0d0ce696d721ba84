import { recordReplayLabels } from '@/lib/scoring/replay'
import type { Job } from './job'

/** Records the labels of replayed transactions whose time has come. */
export const recordReplayLabelsJob: Job = {
  name: 'record-replay-labels',
  everyMs: 5_000,
  run: (now) => recordReplayLabels(now),
}
