import { refreshTunerSnapshots } from '@/lib/governance/tuner'
import type { Job } from './job'

/** Counts the institution's own traffic for the tuner; each snapshot is at most about an hour old. */
export const refreshTunerSnapshotsJob: Job = {
  name: 'refresh-tuner-snapshots',
  everyMs: 60_000,
  run: refreshTunerSnapshots,
}
