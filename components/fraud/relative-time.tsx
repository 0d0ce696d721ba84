'use client'

import { formatExact, formatRelative } from './format-time'
import { useNow } from './use-now'

const REFRESH_MS = 15_000

/** The time since an event, kept current; on hover the exact time in the tenant's time zone. */
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
