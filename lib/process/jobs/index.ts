/** The jobs that every server process runs, one file per job. */
import { startJob } from './job'
import { noteDueCasesJob } from './note-due-cases'
import { pruneLiveEventsJob } from './prune-live-events'
import { pruneNotificationsJob } from './prune-notifications'

const JOBS = [noteDueCasesJob, pruneLiveEventsJob, pruneNotificationsJob]

export function startJobs(): void {
  for (const job of JOBS) startJob(job)
}
