import type { DriftBin } from '@/lib/governance/drift/schema'
import { formatValue } from './drift-words'

export interface BinRow {
  label: string
  baselineShare: number
  recentShare: number
  term: number
}

/** The bins of a feature with readable names, and the greatest share, to which bars are drawn. */
export function prepareBins(bins: readonly DriftBin[]): { rows: BinRow[]; greatest: number } {
  const rows = bins
    .filter(
      ({ kind, baseline_count, recent_count }) =>
        kind === 'interval' || kind === 'value' || baseline_count + recent_count > 0,
    )
    .map((bin) => ({
      label: nameOf(bin),
      baselineShare: bin.baseline_share,
      recentShare: bin.recent_share,
      term: bin.psi_term,
    }))
  return { rows, greatest: Math.max(0, ...rows.flatMap((row) => [row.baselineShare, row.recentShare])) }
}

function nameOf({ kind, from, to }: DriftBin): string {
  if (kind === 'missing') return 'missing'
  if (kind === 'unseen') return 'never seen in training'
  if (kind === 'zero') return 'exactly 0'
  if (kind === 'value') return formatValue(from ?? 0)
  if (from === null && to === null) return 'any'
  if (from === null) return `up to ${formatValue(to!)}`
  return to === null ? `above ${formatValue(from)}` : `above ${formatValue(from)} to ${formatValue(to)}`
}
