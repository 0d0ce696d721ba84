import { findTenantsWithOldChallengerScores, pruneInSlices } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'

/** For how long the scores of challengers are kept; their totals per hour stay. */
export const KEEP_SCORES_DAYS = 90

/** Deletes the scores of challengers that were kept long enough, in every tenant. Returns how many. */
export async function pruneChallengerScores(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_SCORES_DAYS * DAY_MS)
  return pruneInSlices('challenger_scores', before, await findTenantsWithOldChallengerScores(before), slice)
}
