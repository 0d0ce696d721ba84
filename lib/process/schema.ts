/** The background jobs of the servers in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'

export const jobResponse = z.object({
  name: z.string(),
  every_seconds: z.number(),
  last_ended_at: z.string().describe('Stored at most once a minute'),
  last_duration_ms: z.number(),
  next_at: z.string().describe('Earliest; now where the time has passed'),
  failures: z.int().describe('Since the installation: stored ones, at most one a minute in a row'),
  last_failed_at: z.string().nullable(),
  last_failure: z.string().nullable().describe('A code; the log of the servers has the message'),
})
export type BackgroundJob = z.infer<typeof jobResponse>

export const jobListResponse = z.object({ items: z.array(jobResponse) })
export type BackgroundJobs = z.infer<typeof jobListResponse>
