import { FEATURE_NAMES, type FeatureFamily, featureNamed } from '@/lib/engine/features'

export interface FeatureContribution {
  name: string
  /** Log-odds. */
  contribution: number
}

/** What the features of one family did to the margin together. Log-odds. */
export interface FamilyContribution {
  /** `other` holds what has left the catalogue since. */
  family: FeatureFamily | 'other'
  contribution: number
  /** How many of the model's features belong to it. */
  features: number
}

/** The sums by family, greatest magnitude first: together they are the sum of all contributions. */
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

/** A sum that multiplies the odds of fraud by less than 1.05 is no reason for anything. */
const NOTABLE = Math.log(1.05)

/** The families that raise the score notably, strongest first. */
export function raisingFamilies(items: readonly FeatureContribution[]): FeatureFamily[] {
  return contributionsByFamily(items)
    .filter(({ contribution }) => contribution >= NOTABLE)
    .flatMap(({ family }) => (family === 'other' ? [] : [family]))
}

function familyOf(name: string): FamilyContribution['family'] {
  return FEATURE_NAMES.includes(name) ? featureNamed(name).family : 'other'
}
