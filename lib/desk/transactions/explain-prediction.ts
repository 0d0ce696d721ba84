import { contributionsByFamily, probabilitySteps, type ScoredPath } from '@/lib/engine/explanation'
import { featureTexts } from '@/lib/engine/features'
import type { Contribution, FamilyShare } from './schema'

/** A stored evaluation of the model; features and contributions in the order of the model's feature names. */
export interface StoredEvaluation extends ScoredPath {
  id: string
  features: readonly number[]
  contributions: readonly number[]
}

export interface PredictionExplanation {
  contributions: Contribution[]
  families: FamilyShare[]
}

/**
 * Names the stored contributions and adds the probability after each, from the base score to the score: once by feature
 * and once by family, the greatest magnitude first.
 * @param calibrate of the model that made the prediction; null leaves the probabilities between the ends unknown
 * @throws Error where the count differs from the model's features: a mismatch is a defect, not a zero
 */
export function explainPrediction(
  stored: StoredEvaluation,
  featureNames: readonly string[],
  calibrate: ((margin: number) => number) | null,
): PredictionExplanation {
  const named = nameContributions(stored, featureNames)
  const withProbability = <T extends { contribution: number }>(items: readonly T[]) => {
    const steps = probabilitySteps(
      stored,
      items.map(({ contribution }) => contribution),
      calibrate,
    )
    return items.map((item, i) => ({ ...item, probability_after: steps[i]?.probabilityTo ?? null }))
  }
  return { contributions: withProbability(named), families: withProbability(contributionsByFamily(named)) }
}

function nameContributions(
  { id, features, contributions }: StoredEvaluation,
  featureNames: readonly string[],
): Omit<Contribution, 'probability_after'>[] {
  if (features.length !== featureNames.length || contributions.length !== featureNames.length) {
    throw new Error(`prediction ${id} does not match the features of its model`)
  }
  return contributions
    .map((contribution, i) => {
      const value = features[i] as number
      const name = featureNames[i] as string
      return { name, label: labelOf(name), value: Number.isNaN(value) ? null : value, contribution }
    })
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}

/** A feature that has left the catalogue keeps its stored name. */
const labelOf = (name: string): string => featureTexts(name)?.label ?? name
