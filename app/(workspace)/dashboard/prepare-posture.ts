import { formatCount } from '@/components/fraud/format-metrics'
import { leadingType } from '@/lib/desk/dashboard/schema'
import type { Activity, Posture, PostureLevel } from '@/lib/desk/dashboard/schema'
import { spanWords } from './period-words'

/** The state of things in words, before any picture. Pure. */
export const POSTURE_TITLES: Record<PostureLevel, string> = {
  high: 'Far more alerts than usual',
  raised: 'More alerts than usual',
  usual: 'Alerts as usual',
  low: 'Fewer alerts than usual',
  unrated: 'No comparison yet',
}

/** How the count compares, and with what. */
export function comparisonWords({ level, expected, usual, baselineDays }: Posture, allTime: boolean): string {
  if (allTime) return 'All time has nothing before it to be compared with.'
  if (level === 'unrated' || expected === null || usual === null)
    return `Too little to compare with: of the thirty days before, ${baselineDays} have transactions, with few alerts or none.`
  const bounds = `${formatCount(Math.ceil(usual.low))} to ${formatCount(Math.floor(usual.high))}`
  return `Going by the thirty days before, about ${formatCount(Math.round(expected))} were to be expected and ${bounds} would be usual.`
}

export interface PostureWords {
  title: string
  /** '24 alerts in the last 24 hours' */
  alerts: string
  leading: string | null
  comparison: string
}

export function preparePosture(activity: Activity, posture: Posture): PostureWords {
  const { totals, period, types } = activity
  const noun = totals.flagged === 1 ? 'alert' : 'alerts'
  return {
    title: totals.flagged === 0 && posture.level === 'unrated' ? 'No alerts' : POSTURE_TITLES[posture.level],
    alerts: `${formatCount(totals.flagged)} ${noun} in ${spanWords(period.span)}`,
    leading: leadingType(types),
    comparison: comparisonWords(posture, period.span === 'all'),
  }
}
