import { formatRange } from '@/components/fraud/format-metrics'
import type { Estimate } from '@/lib/governance/models/schema'

/** '0.71 – 0.75', or null where none could be computed. */
export function intervalOf(estimate: Estimate, format: (value: number) => string): string | null {
  if (!estimate || estimate.low === null || estimate.high === null) return null
  return formatRange(estimate.low, estimate.high, format)
}
