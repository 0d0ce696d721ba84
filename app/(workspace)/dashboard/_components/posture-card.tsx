import Link from 'next/link'
import { cn } from '@/components/class-names'
import { formatAmount, formatCompact } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import type { PostureLevel, Totals } from '@/lib/desk/dashboard/schema'
import { boundsOf, fallbackWords } from '../period-words'
import { preparePosture, type RatedPosture } from '../prepare-posture'

const TONES: Record<PostureLevel, string> = {
  high: 'text-risk-high',
  raised: 'text-risk-medium',
  usual: 'text-good',
  low: 'text-good',
  unrated: 'text-muted-foreground',
}

/** The posture in a sentence, with a link to the alerts of the leading type. */
export function PostureCard({ totals, rated }: { totals: Totals; rated: RatedPosture }) {
  const words = preparePosture(totals, rated)
  const { period, flagged_amount, currency } = totals
  const bounds = boundsOf(period)
  const fallback = fallbackWords(period)
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-96">
        <p className="text-[15px] leading-6 text-pretty">
          <strong className={cn('font-semibold', TONES[rated.posture.level])}>{words.title}</strong>
          <span className="text-faint" aria-hidden>
            {' — '}
          </span>
          <span className="sr-only">: </span>
          {words.alerts} ·{' '}
          <span title={`${formatAmount(flagged_amount)} ${currency}`}>
            {formatCompact(Number(flagged_amount))} {currency}
          </span>{' '}
          at stake
          {words.leading === null ? null : (
            <>
              {' · '}
              {words.leading} leads by expected loss
            </>
          )}
        </p>
        <p className="text-muted-foreground text-[13px] text-pretty">
          {fallback ? <strong className="text-foreground font-medium">{fallback} </strong> : null}
          {words.comparison}
        </p>
      </div>
      {words.leading === null ? null : (
        <Button asChild variant="outline" size="sm">
          <Link
            prefetch={false}
            href={investigateHref({ ...bounds, outcome: 'flagged', type: words.leading, order: 'loss' })}
          >
            Investigate {words.leading}
          </Link>
        </Button>
      )}
    </div>
  )
}
