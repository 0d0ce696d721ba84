import { formatExact } from '@/components/fraud/format-time'
import type { InvestigateQuery } from '@/components/fraud/links'
import { type BucketUnit, type Period, RANGE_WORDS, type Span } from '@/lib/desk/dashboard/schema'

/** The label of a period, and its bounds for links. */
export const spanWords = (span: Span): string =>
  typeof span === 'number' ? `the last ${span} hours` : RANGE_WORDS[span]

/** The bounds of a link: its list has exactly the transactions that the totals count. */
export const boundsOf = ({ from, to }: Pick<Period, 'from' | 'to'>): InvestigateQuery => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
})

/** Null where the requested span is shown. */
export function fallbackWords({ asked, shown }: Period): string | null {
  if (asked === shown || (asked === 0 && shown === 'all')) return null
  return `Nothing was scored in ${spanWords(asked)}, so this shows ${spanWords(shown)}.`
}

export const UNIT_WORDS: Record<BucketUnit, string> = {
  hour: 'hour',
  'six-hours': 'six hours',
  day: 'day',
  week: 'week',
  month: 'month',
}

/** The start of a bucket, as short as its unit allows: '3 Nov, 14:00', '3 Nov 2026', 'Nov 2026'. */
export function bucketLabel(from: string, unit: BucketUnit, timeZone: string): string {
  const [date = '', time = ''] = formatExact(from, timeZone).split(', ')
  const [day = '', month = '', year = ''] = date.split(' ')
  if (unit === 'hour' || unit === 'six-hours') return `${day} ${month}, ${time.slice(0, 5)}`
  if (unit === 'month') return `${month} ${year}`
  return unit === 'week' ? `week of ${day} ${month} ${year}` : `${day} ${month} ${year}`
}
