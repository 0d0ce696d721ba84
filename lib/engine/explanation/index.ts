/** Explanation: turns stored predictions into family sums, probability steps and counterfactuals. Pure. */
export {
  contributionsByFamily,
  type FamilyContribution,
  type FeatureContribution,
  raisingFamilies,
} from './family-contributions'
export { type ProbabilityStep, probabilitySteps, type ScoredPath } from './probability-steps'
export { FAMILY_LABELS } from './family-labels'
export { FACT_NAMES, FACTS, type FactName } from './flip/facts'
export { findSmallestFlips, type FlipSearch, type ScoredTransaction } from './flip/find-smallest-flip'
export { describeFlip, factText } from './flip/flip-words'
export type { FactValue, Flip } from './flip/nearest-flips'
