import { formatScore, formatThreshold } from './format-numbers'
import type { RiskBand } from './labels'

const FILL = { high: 'fill-risk-high', medium: 'fill-risk-medium', low: 'fill-risk-low' } as const

/** The score on its scale from 0 to 1, with the review threshold of the decision. */
export function ScoreScale({ score, band, threshold }: { score: number; band: RiskBand; threshold: number }) {
  return (
    <svg
      role="img"
      aria-label={`Score ${formatScore(score)}, review threshold ${formatThreshold(threshold)}, on a scale from 0 to 1`}
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      className="h-3.5 w-full"
    >
      <rect className="fill-secondary" y="4" width="100" height="5" />
      <rect className={FILL[band]} y="4" width={Math.max(0.5, score * 100)} height="5" />
      <line
        x1={threshold * 100}
        x2={threshold * 100}
        y1="0"
        y2="12"
        className="stroke-foreground"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
