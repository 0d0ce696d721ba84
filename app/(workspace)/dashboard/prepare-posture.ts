import { formatCount } from '@/components/fraud/format-metrics'
import type { Posture, PostureLevel, Totals } from '@/lib/desk/dashboard/schema'
import { spanWords } from './period-words'

/** The posture as text. */
export interface RatedPosture {
  posture: Posture
  /** Days with transactions among the thirty days before the period. */
  baselineDays: number
}

export const POSTURE_TITLES: Record<PostureLevel, string> = {
  high: 'Far more alerts than usual',
  raised: 'More alerts than usual',
  usual: 'Alerts as usual',
  low: 'Fewer alerts than usual',
  unrated: 'No comparison yet',
}

function comparisonWords({ posture, baselineDays }: RatedPosture, allTime: boolean): string {
  const { flagged_expected: expected, usual_from: from, usual_to: to } = posture
  if (allTime) return '"All time" has no earlier period to compare with.'
  if (expected === null || from === null || to === null)
    return `Too few alerts to compare with: ${baselineDays} of the previous 30 days have transactions.`
  const bounds = `${formatCount(Math.ceil(from))} to ${formatCount(Math.floor(to))}`
  return `Expected from the previous 30 days: about ${formatCount(Math.round(expected))} alerts, usually ${bounds}.`
}

export interface PostureWords {
  title: string
  /** '24 alerts in the last 24 hours' */
  alerts: string
  leading: string | null
  comparison: string
}

export function preparePosture({ flagged, period }: Totals, rated: RatedPosture): PostureWords {
  const { level, leading_type } = rated.posture
  const noun = flagged === 1 ? 'alert' : 'alerts'
  return {
    title: flagged === 0 && level === 'unrated' ? 'No alerts' : POSTURE_TITLES[level],
    alerts: `${formatCount(flagged)} ${noun} in ${spanWords(period.shown)}`,
    leading: leading_type,
    comparison: comparisonWords(rated, period.shown === 'all'),
  }
}
