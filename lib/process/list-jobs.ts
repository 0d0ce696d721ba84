import { authorize, type Context } from '@/lib/contract/context'
import { readJobOutcomes } from '@/lib/platform/db'
import { presentJob } from './present'
import type { BackgroundJobs } from './schema'

/** The background jobs of the servers and how they last ended. They work for all institutions and name none. */
export async function listJobs(ctx: Context, now = new Date()): Promise<BackgroundJobs> {
  authorize(ctx, 'job:read')
  return { items: (await readJobOutcomes()).map((row) => presentJob(row, now)) }
}
