import { pruneChallengerScores } from '@/lib/scoring/shadow'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes scores of challengers that have been kept long enough. */
export const pruneChallengerScoresJob: Job = {
  name: 'prune-challenger-scores',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneChallengerScores(now),
}
