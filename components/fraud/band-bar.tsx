import type { RiskBand } from './labels'

const FILLS: Record<RiskBand, string> = {
  high: 'fill-risk-high-fill',
  medium: 'fill-risk-medium-fill',
  low: 'fill-risk-low-fill',
}
const BANDS = ['high', 'medium', 'low'] as const

/** The shares of the risk bands as one bar; `of` names the whole. Screen readers skip it. */
export function BandBar({ counts, of }: { counts: Record<RiskBand, number>; of: number }) {
  const width = (count: number) => (of === 0 ? 0 : Math.round((count / of) * 10_000) / 100)
  return (
    <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full min-w-24">
      <rect width="100" height="8" className="fill-secondary/60" />
      {BANDS.map((band, i) => (
        <rect
          key={band}
          x={width(BANDS.slice(0, i).reduce((sum, before) => sum + counts[before], 0))}
          width={width(counts[band])}
          height="8"
          className={FILLS[band]}
        />
      ))}
    </svg>
  )
}
