/** The jobs that every server process runs, one file per job. */
import { applyDueChangesJob } from './apply-due-changes'
import { startJob } from './job'
import { growRingsJob } from './grow-rings'
import { measureDriftJob } from './measure-drift'
import { noteDueCasesJob } from './note-due-cases'
import { pruneChallengerScoresJob } from './prune-challenger-scores'
import { pruneDeadLettersJob } from './prune-dead-letters'
import { pruneIdempotencyKeysJob } from './prune-idempotency-keys'
import { pruneLiveEventsJob } from './prune-live-events'
import { pruneNotificationsJob } from './prune-notifications'
import { pruneSessionsJob } from './prune-sessions'
import { pruneAlertsJob } from './prune-alerts'
import { pruneUploadRejectsJob } from './prune-upload-rejects'
import { outcomeRecorder } from './record-outcome'
import { refreshTunerSnapshotsJob } from './refresh-tuner-snapshots'
import { recordReplayLabelsJob } from './record-replay-labels'
import { runReplaysJob } from './run-replays'
import { runRetrainingsJob } from './run-retrainings'
import { runUploadsJob } from './run-uploads'
import { sealRowsJob } from './seal-rows'
import { sendAlertsJob } from './send-alerts'
import { startDueRetrainingsJob } from './start-due-retrainings'
import { watchAlertRulesJob } from './watch-alert-rules'
import { watchCanariesJob } from './watch-canaries'

const JOBS = [
  applyDueChangesJob,
  growRingsJob,
  measureDriftJob,
  noteDueCasesJob,
  pruneAlertsJob,
  pruneChallengerScoresJob,
  pruneDeadLettersJob,
  pruneIdempotencyKeysJob,
  pruneLiveEventsJob,
  pruneNotificationsJob,
  pruneSessionsJob,
  pruneUploadRejectsJob,
  refreshTunerSnapshotsJob,
  recordReplayLabelsJob,
  runReplaysJob,
  runRetrainingsJob,
  runUploadsJob,
  sealRowsJob,
  sendAlertsJob,
  startDueRetrainingsJob,
  watchAlertRulesJob,
  watchCanariesJob,
]

export function startJobs(): void {
  const record = outcomeRecorder()
  for (const job of JOBS) startJob(job, record)
}
