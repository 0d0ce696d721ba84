/** The jobs that every server process runs, one file per job. */
import { applyDueChangesJob } from './apply-due-changes'
import { startJob } from './job'
import { measureDriftJob } from './measure-drift'
import { noteDueCasesJob } from './note-due-cases'
import { pruneChallengerScoresJob } from './prune-challenger-scores'
import { pruneIdempotencyKeysJob } from './prune-idempotency-keys'
import { pruneLiveEventsJob } from './prune-live-events'
import { pruneNotificationsJob } from './prune-notifications'
import { pruneSessionsJob } from './prune-sessions'
import { refreshTunerSnapshotsJob } from './refresh-tuner-snapshots'
import { sealRowsJob } from './seal-rows'
import { watchCanariesJob } from './watch-canaries'

const JOBS = [
  applyDueChangesJob,
  measureDriftJob,
  noteDueCasesJob,
  pruneChallengerScoresJob,
  pruneIdempotencyKeysJob,
  pruneLiveEventsJob,
  pruneNotificationsJob,
  pruneSessionsJob,
  refreshTunerSnapshotsJob,
  sealRowsJob,
  watchCanariesJob,
]

export function startJobs(): void {
  for (const job of JOBS) startJob(job)
}
