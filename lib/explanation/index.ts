/** From what was stored with a prediction to what a reader can follow. Pure. */
export {
  contributionsByFamily,
  type FamilyContribution,
  type FeatureContribution,
  raisingFamilies,
} from './family-contributions'
export { type ProbabilityStep, probabilitySteps, type ScoredPath } from './probability-steps'
