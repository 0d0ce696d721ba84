import { Segments } from '@/components/layout/segments'
import { RANGE_WORDS, RANGES } from '@/lib/desk/dashboard/schema'
import { type DashboardView, dashboardHref } from '../search-params'

/** The time range, kept in the URL. */
export function RangeChoice({ view }: { view: DashboardView }) {
  return (
    <Segments
      bare
      label="Time range"
      options={RANGES.map((range) => ({
        label: range === 'all' ? 'All' : range,
        words: RANGE_WORDS[range],
        href: dashboardHref(view, { range }),
        active: view.range === range,
      }))}
    />
  )
}
