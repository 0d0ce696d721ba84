import { cn } from '@/components/class-names'
import { formatScore } from './format-numbers'
import type { RiskBand } from './labels'

const BAR = { high: 'fill-risk-high', medium: 'fill-risk-medium', low: 'fill-risk-low' } as const

/** A score with a thin meter beneath it, so that a column of scores can be compared at a glance. */
export function Score({ score, band, className }: { score: number; band: RiskBand; className?: string }) {
  return (
    <span className={cn('inline-flex flex-col items-end gap-1 md:items-start', className)}>
      <span className="figure font-medium">{formatScore(score)}</span>
      <svg aria-hidden className="h-[3px] w-14" preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect className="fill-secondary" width="100" height="1" />
        <rect className={BAR[band]} width={Math.max(1.5, score * 100)} height="1" />
      </svg>
    </span>
  )
}
