/**
 * Challengers on live traffic. The scoring path decides and commits, then hands the decisions over with the features that
 * it computed; a bounded queue lets the other models score them, and stores what each would have decided.
 */
export { inCanary, runIdOf } from './canary-share'
export { noteFault } from './canary-counts'
export { type Challengers, challengersOf } from './challengers-of'
export { settleShadow } from './compare-in-turn'
export { offerDecided } from './offer-decided'
export { KEEP_SCORES_DAYS, pruneChallengerScores } from './prune-challenger-scores'
export { type ActiveModel, CHAMPION, type DecidedRow, type Scorer } from './scorer'
