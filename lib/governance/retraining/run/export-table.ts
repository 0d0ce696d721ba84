import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { readLabelDelay } from '@/lib/governance/models'
import { DAY_MS, monotonicMs } from '@/lib/platform/time'
import type { TrainingData } from '../schema'
import type { Lease } from './lease'
import { decisionsOf, type DecisionPage, type PageStart, readFirstHour, readPage } from './read-page'
import { TrainingTable } from './training-table'

/** The latest decisions; training draws from at most a million of their rows. */
const MOST_ROWS = 1_500_000
/** Scoring shares the machine: of the time that the export takes, at most this part is work. */
const WORK_SHARE = 0.5

/**
 * Writes the tenant's matured decisions with their stored vectors and their labels as a training table, page by page. Nothing is
 * computed again.
 * @throws RetrainingFailure for too few labels, with the numbers; RetrainingStopped
 */
export async function exportTable(ctx: Context, lease: Lease, directory: string): Promise<TrainingData> {
  const delayDays = await readLabelDelay(ctx.tenant.id)
  const before = new Date(Date.now() - delayDays * DAY_MS)
  const first = await readFirstHour(ctx, before, MOST_ROWS)
  const table = await TrainingTable.open(ctx, directory)
  let start: PageStart | null = first && { from: first }
  while (first && start) {
    const startedAt = monotonicMs()
    const page: DecisionPage | null = await readPage(ctx, start, before)
    if (page) for (const decision of decisionsOf(page)) await table.add(decision)
    start = page && { after: page.last }
    lease.report(table.progress(first, before))
    await sleep((monotonicMs() - startedAt) * (1 / WORK_SHARE - 1))
    lease.signal.throwIfAborted()
  }
  return await table.finish(delayDays)
}
