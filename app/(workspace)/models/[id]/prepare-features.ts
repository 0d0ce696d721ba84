import { FEATURES } from '@/lib/engine/features'
import type { BaselineHistograms, ModelReport } from '@/lib/governance/models/schema'

export interface FeatureRow {
  name: string
  label: string
  family: string
  /** Mean of the absolute contribution, log-odds; null if not measured. */
  meanAbsShap: number | null
  /** Share of the training rows without a value; null without a baseline. */
  missing: number | null
}

const CATALOGUE = new Map(FEATURES.map((feature) => [feature.name, feature]))

/** The model's features, strongest first; one that the catalogue lacks keeps its raw name. */
export function prepareFeatures(
  names: readonly string[],
  report: ModelReport | null,
  baseline: BaselineHistograms | null,
): FeatureRow[] {
  const strength = new Map(report?.features.map(({ name, meanAbsShap }) => [name, meanAbsShap]))
  return names
    .map((name): FeatureRow => {
      const { label = name, family = 'not in the catalogue' } = CATALOGUE.get(name) ?? {}
      const missing = baseline?.features[name]?.missing
      return {
        name,
        label,
        family,
        meanAbsShap: strength.get(name) ?? null,
        missing: baseline && missing !== undefined ? missing / baseline.rows : null,
      }
    })
    .sort((a, b) => (b.meanAbsShap ?? -1) - (a.meanAbsShap ?? -1))
}
