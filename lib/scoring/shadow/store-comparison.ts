import { type Statement, withTenantPipeline } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { returnCounts, takeCounts } from './canary-counts'
import { keepGap, noteGap, takeGaps } from './challenger-gaps'
import { type ChallengerScore, recordCounts, recordGaps, recordScores } from './record-comparison'

/** Nobody waits for the disk: what a crash loses here is missing from a comparison, and from nothing else. */
const LAZY: Statement = { name: 'shadow-lazy', text: 'set local synchronous_commit = off' }

/**
 * Stores scores of challengers in one transaction with the gaps and counts of the tenant that wait in this process. After a failure the
 * scores are gone and counted as failed; gaps and counts wait for the next attempt. Returns whether it was stored.
 */
export async function storeComparison(
  tenantId: string,
  scores: readonly ChallengerScore[],
): Promise<boolean> {
  const [gaps, counts] = [takeGaps(tenantId), takeCounts(tenantId)]
  const statements = [
    ...(scores.length ? [recordScores(tenantId, scores)] : []),
    ...(gaps.length ? [recordGaps(tenantId, gaps)] : []),
    ...counts.map((run) => recordCounts(tenantId, run)),
  ]
  if (statements.length === 0) return true
  try {
    await withTenantPipeline(tenantId, (tx) => tx.commit([LAZY, ...statements]))
    metrics.challengerRows.inc({ result: 'compared' }, scores.length)
    return true
  } catch (error) {
    log.warn({ err: error, tenantId, rows: scores.length }, 'storing the scores of challengers failed')
    returnCounts(tenantId, counts)
    for (const gap of gaps) keepGap(tenantId, gap)
    const detail = (error as Error).message
    for (const { modelVersionId } of scores)
      noteGap(tenantId, { modelVersionId, reason: 'failed', payments: 1, detail })
    return false
  }
}
