import Link from 'next/link'
import { BandBar } from '@/components/fraud/band-bar'
import { formatCount } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { RISK_LABELS } from '@/components/fraud/labels'
import { investigateHref } from '@/components/fraud/links'
import { Card } from '@/components/ui/card'
import type { Totals } from '@/lib/desk/dashboard/schema'
import { boundsOf } from '../period-words'

const SWATCHES = {
  high: 'bg-risk-high-fill',
  medium: 'bg-risk-medium-fill',
  low: 'bg-risk-low-fill',
} as const

/** The scored transactions by risk band, with links to them. */
export function RiskMix({ totals: { by_band: bands, transactions, period } }: { totals: Totals }) {
  return (
    <Card className="flex flex-wrap items-center gap-x-5 gap-y-2 px-4 py-3 sm:px-5">
      <h2 className="eyebrow">Risk mix</h2>
      <div className="min-w-40 flex-1">
        <BandBar counts={bands} of={transactions} />
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
        {(['high', 'medium', 'low'] as const).map((band) => (
          <li key={band}>
            <Link
              prefetch={false}
              href={investigateHref({ ...boundsOf(period), risk_band: band })}
              className="hover:text-foreground text-muted-foreground inline-flex items-center gap-1.5"
            >
              <span className={`${SWATCHES[band]} size-2.5 rounded-sm border`} aria-hidden />
              {RISK_LABELS[band]}
              <span className="figure text-foreground">{formatCount(bands[band])}</span>
              {transactions === 0 ? null : (
                <span className="figure text-xs">{formatProbability(bands[band] / transactions)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
