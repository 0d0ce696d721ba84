'use client'

import { formatCapped } from '@/components/fraud/format-numbers'
import { useStatus } from './status-provider'

/** How many alerts wait for a decision, beside the queue's name. */
export function OpenAlertsBadge() {
  const status = useStatus()
  if (!status || status.open_alerts.count === 0) return null
  const count = formatCapped(status.open_alerts)
  return (
    <span className="figure bg-background text-brand rounded-full border px-1.5 text-[11px] leading-4 font-semibold whitespace-nowrap">
      {count}
      <span className="sr-only"> open alerts</span>
    </span>
  )
}
