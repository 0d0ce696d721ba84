'use client'

import type { Clock } from '@/components/fraud/clock'
import { formatExact, formatRelative } from '@/components/fraud/format-time'
import { useNow } from '@/components/fraud/use-now'

const REFRESH_MS = 15_000

/** What is left of an entry, and the exact instant of its end. */
export function EntryExpiry({ expiresAt, clock }: { expiresAt: string | null; clock: Clock }) {
  const now = useNow(clock.renderedAt, REFRESH_MS)
  if (expiresAt === null)
    return <span className="text-muted-foreground whitespace-nowrap">Until removed</span>
  const over = Date.parse(expiresAt) <= now
  return (
    <time dateTime={expiresAt} className="block whitespace-nowrap">
      <span className={over ? 'text-faint' : ''}>
        {over ? 'Expired ' : ''}
        <span className="figure">{formatRelative(expiresAt, now)}</span>
      </span>
      <span className="figure text-faint block text-xs">{formatExact(expiresAt, clock.timeZone)}</span>
    </time>
  )
}
