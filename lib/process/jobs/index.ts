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
import { pruneUploadRejectsJob } from './prune-upload-rejects'
import { outcomeRecorder } from './record-outcome'
import { refreshTunerSnapshotsJob } from './refresh-tuner-snapshots'
import { runRetrainingsJob } from './run-retrainings'
import { sealRowsJob } from './seal-rows'
import { startDueRetrainingsJob } from './start-due-retrainings'
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
  pruneUploadRejectsJob,
  refreshTunerSnapshotsJob,
  runRetrainingsJob,
  sealRowsJob,
  startDueRetrainingsJob,
  watchCanariesJob,
]

export function startJobs(): void {
  const record = outcomeRecorder()
  for (const job of JOBS) startJob(job, record)
}
