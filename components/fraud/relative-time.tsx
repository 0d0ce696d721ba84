'use client'

import { formatExact, formatRelative } from './format-time'
import { useNow } from './use-now'

const REFRESH_MS = 15_000

/** How long ago, kept current; the exact instant in the institution's zone on hover. */
export function RelativeTime({
  at,
  renderedAt,
  timeZone,
}: {
  at: string
  renderedAt: string
  timeZone: string
}) {
  const now = useNow(renderedAt, REFRESH_MS)
  return (
    <time dateTime={at} title={formatExact(at, timeZone)} className="figure whitespace-nowrap">
      {formatRelative(at, now)}
    </time>
  )
}
