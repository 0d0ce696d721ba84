import type { Layout } from '@/lib/engine/drift'
import type { ModelReport } from '@/lib/governance/models/schema'

/**
 * How much each column of a layout matters to the model: its share of the mean absolute contributions that the report measured. A model
 * without a report weighs its features equally. The score, the last column, has no weight: it follows from the others.
 */
export function importanceOf({ columns }: Layout, report: ModelReport | null): number[] {
  const strengths = new Map(report?.features.map(({ name, meanAbsShap }) => [name, meanAbsShap]))
  const raw = columns.map(({ feature }) =>
    feature === null ? 0 : report ? (strengths.get(feature) ?? 0) : 1,
  )
  const total = raw.reduce((sum, strength) => sum + strength, 0)
  return raw.map((strength) => (total === 0 ? 0 : strength / total))
}
