import { formatExact } from '@/components/fraud/format-time'
import type { InvestigateQuery } from '@/components/fraud/links'
import { type BucketUnit, type Period, RANGE_WORDS, type Span } from '@/lib/desk/dashboard/schema'

/** A period in words and as the bounds of a link. Pure. */
export const spanWords = (span: Span): string =>
  typeof span === 'number' ? `the last ${span} hours` : RANGE_WORDS[span]

/** The list of a link holds exactly what the totals count. */
export const boundsOf = ({ from, to }: Pick<Period, 'from' | 'to'>): InvestigateQuery => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
})

/** Null where what was asked for is shown. */
export function fallbackWords({ asked, span, starts }: Period): string | null {
  if (asked === span || (asked === 0 && span === 'all') || starts.length === 0) return null
  return `Nothing was scored in ${spanWords(asked)}, so this shows ${spanWords(span)}.`
}

export const UNIT_WORDS: Record<BucketUnit, string> = {
  hour: 'hour',
  'six-hours': 'six hours',
  day: 'day',
  week: 'week',
  month: 'month',
}

/** Where a bucket begins, as short as its unit allows: '14:00', '3 Nov', 'Nov 2026'. */
export function bucketLabel(from: string, unit: BucketUnit, timeZone: string): string {
  const [date = '', time = ''] = formatExact(from, timeZone).split(', ')
  const [day = '', month = '', year = ''] = date.split(' ')
  if (unit === 'hour') return `${day} ${month}, ${time.slice(0, 5)}`
  if (unit === 'six-hours') return `${day} ${month}, ${time.slice(0, 5)}`
  if (unit === 'month') return `${month} ${year}`
  return unit === 'week' ? `week of ${day} ${month} ${year}` : `${day} ${month} ${year}`
}
