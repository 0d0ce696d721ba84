import { measureDrift } from '@/lib/governance/drift'
import type { Job } from './job'

/** Adds new decisions to the snapshots of drift, closes hours and days, and raises alarms. */
export const measureDriftJob: Job = {
  name: 'measure-drift',
  everyMs: 60_000,
  run: (now) => measureDrift(now),
}
