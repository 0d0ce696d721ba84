import type { BucketUnit, Range, Span } from './schema'
import { DAY_MS, HOUR_MS } from '@/lib/platform/time'

const MOST_DAYS = 180
const MOST_WEEKS_DAYS = 5 * 366

/** The start of each range, and the first and last hours with transactions. */
export interface Edges extends Record<Exclude<Range, 'all'> | 'hours', Date> {
  /** The end of the current hour. */
  upto: Date
  first: Date | null
  last: Date | null
  /** The newest hour that is not in the future. */
  newest: Date | null
}

export interface ChosenPeriod {
  span: Span
  from: Date
  to: Date
  unit: BucketUnit
}

/** The requested span where it has transactions, else the shortest range that has, so that the page is not empty. */
export function choosePeriod(asked: Span, edges: Edges): ChosenPeriod {
  const wanted = asked === 0 ? 'all' : asked
  const { newest } = edges
  const holds = (from: Date) => newest !== null && newest >= from
  if (wanted === 'all' || edges.first === null) return periodOf(wanted, edges)
  if (holds(typeof wanted === 'number' ? edges.hours : edges[wanted])) return periodOf(wanted, edges)
  const shortest = (['24h', '7d', '30d'] as const).find((range) => holds(edges[range]))
  return periodOf(shortest ?? 'all', edges)
}

function periodOf(span: Span, edges: Edges): ChosenPeriod {
  const to = edges.upto
  if (span === '24h') return { span, from: edges['24h'], to, unit: 'hour' }
  if (span === '7d') return { span, from: edges['7d'], to, unit: 'six-hours' }
  if (span === '30d') return { span, from: edges['30d'], to, unit: 'day' }
  if (span === 'all') {
    const from = edges.first ?? edges['24h']
    const last = edges.last ? new Date(edges.last.getTime() + HOUR_MS) : to
    const end = last > to ? last : to
    return { span, from, to: end, unit: unitOf(end.getTime() - from.getTime(), 0) }
  }
  return { span, from: edges.hours, to, unit: unitOf(span * HOUR_MS, 3 * DAY_MS) }
}

function unitOf(ms: number, mostHoursMs: number): BucketUnit {
  if (ms <= mostHoursMs) return 'hour'
  if (mostHoursMs > 0 && ms <= 14 * DAY_MS) return 'six-hours'
  if (ms <= MOST_DAYS * DAY_MS) return 'day'
  return ms <= MOST_WEEKS_DAYS * DAY_MS ? 'week' : 'month'
}
