import type { Prisma } from '@/lib/platform/db'
import type { CanaryEvidence } from './judge-canary'

/** A row of canary_runs. */
export type RunRow = Prisma.CanaryRunGetPayload<object>

/** The counts and limits of a run as the test reads them. */
export function evidenceOf(run: RunRow): CanaryEvidence {
  const [pairs, slowPairs] = [Number(run.pairs), Number(run.slowPairs)]
  return {
    decided: Number(run.decided),
    compared: Number(run.compared),
    faults: Number(run.faults),
    faultDetail: run.faultDetail,
    block: { pairs, more: Number(run.blockMore), less: Number(run.blockLess) },
    review: { pairs, more: Number(run.reviewMore), less: Number(run.reviewLess) },
    slow: { pairs: slowPairs, more: Number(run.slowMore), less: Number(run.slowLess) },
    limits: { block: run.maxBlockShift, review: run.maxReviewShift, slow: run.maxSlowShift },
    slowMs: run.slowMs,
  }
}
