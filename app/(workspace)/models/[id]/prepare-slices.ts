import type { SpanChartSpec } from '@/components/charts/span-chart'
import { formatCount, formatShare, formatStretch } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import type { Slice } from '@/lib/governance/models/schema'
import { DAY_MS } from '@/lib/platform/time'

const USES: Record<string, string> = {
  train: 'fits the trees',
  stopping: 'decides how many trees',
  calibration: 'turns margins into probabilities',
  threshold: 'chooses calibrator and thresholds',
  test: 'read once, for this report',
}

export interface SliceRow {
  name: string
  use: string
  period: string
  rows: string
  frauds: string
  fraudRate: string
  /** The days omitted before it, so that labels could arrive. */
  gap: string | null
}

/** The slices of the data in order of time, as rows and as intervals on one time axis. */
export function prepareSlices(slices: readonly Slice[]): { rows: SliceRow[]; chart: SpanChartSpec } {
  const ordered = [...slices].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
  return { rows: ordered.map((slice, i) => rowOf(slice, ordered[i - 1])), chart: chartOf(ordered) }
}

function rowOf(slice: Slice, before: Slice | undefined): SliceRow {
  const gapMs = before ? Date.parse(slice.from) - Date.parse(before.to) : 0
  return {
    name: slice.name,
    use: USES[slice.name] ?? '',
    period: `${formatDay(slice.from, 'UTC')} to ${formatDay(slice.to, 'UTC')}`,
    rows: formatCount(slice.rows),
    frauds: formatCount(slice.frauds),
    fraudRate: slice.rows === 0 ? 'no rows' : formatShare(slice.frauds / slice.rows),
    gap: before && gapMs >= DAY_MS ? formatStretch(before.to, slice.from) : null,
  }
}

function chartOf(slices: readonly Slice[]): SpanChartSpec {
  const times = slices.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)])
  const [start, end] = [Math.min(...times), Math.max(...times)]
  const place = (ms: number) => (end > start ? (ms - start) / (end - start) : 0)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({
    at,
    label: formatDay(new Date(start + at * (end - start)).toISOString(), 'UTC'),
  }))
  return {
    title: 'Slices of the data over time',
    description: slices.map(({ name, from, to }) => `${name}: ${from} to ${to}`).join('; '),
    spans: slices.map(({ name, from, to }) => ({
      label: name,
      from: place(Date.parse(from)),
      to: place(Date.parse(to)),
      tone: name === 'test' ? 'accent' : 'muted',
    })),
    ticks: ticks.filter(({ label }, i) => label !== ticks[i - 1]?.label),
  }
}
