import { type FeatureFamily, featureTexts } from '@/lib/engine/features'

export interface FeatureContribution {
  name: string
  /** Log-odds. */
  contribution: number
}

/** Sum of the contributions of one feature family. */
export interface FamilyContribution {
  /** `other` holds features that are no longer in the catalogue. */
  family: FeatureFamily | 'other'
  /** Log-odds. */
  contribution: number
  /** Number of the model's features in the family. */
  features: number
}

/** Contributions (log-odds) summed by family, greatest magnitude first. They add up to the sum of all contributions. */
export function contributionsByFamily(items: readonly FeatureContribution[]): FamilyContribution[] {
  const families = new Map<FamilyContribution['family'], FamilyContribution>()
  for (const { name, contribution } of items) {
    const family = familyOf(name)
    const known = families.get(family) ?? { family, contribution: 0, features: 0 }
    known.contribution += contribution
    known.features += 1
    families.set(family, known)
  }
  return [...families.values()].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}

/** A family that multiplies the odds of fraud by less than 1.05 is not a reason. */
const NOTABLE = Math.log(1.05)

/** The families that multiply the odds of fraud by 1.05 or more, strongest first. */
export function raisingFamilies(items: readonly FeatureContribution[]): FeatureFamily[] {
  return contributionsByFamily(items)
    .filter(({ contribution }) => contribution >= NOTABLE)
    .flatMap(({ family }) => (family === 'other' ? [] : [family]))
}

const familyOf = (name: string): FamilyContribution['family'] => featureTexts(name)?.family ?? 'other'
