/** Everything that a server process does without being asked, one file per job. */
import { startJob } from './job'
import { noteDueCasesJob } from './note-due-cases'
import { pruneNotificationsJob } from './prune-notifications'

const JOBS = [noteDueCasesJob, pruneNotificationsJob]

export function startJobs(): void {
  for (const job of JOBS) startJob(job)
}
