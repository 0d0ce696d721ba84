import { formatCount, formatCounted } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import type { Timeseries } from '@/lib/desk/dashboard/schema'
import { bucketLabel, UNIT_WORDS } from './period-words'

/** Transactions, alerts and their share over time, ready to draw. */
export interface VolumeStrip {
  label: string
  most: string
  values: (number | null)[]
  greatest: number
  tone: 'muted' | 'accent' | 'second'
}

export interface VolumeBucket {
  key: string
  label: string
  href: string
  transactions: string
  flagged: string
  /** Both counts as text. */
  words: string
  share: string
}

export interface VolumeChartSpec {
  unit: string
  strips: VolumeStrip[]
  buckets: VolumeBucket[]
  /** Labels of the first, the middle and the last bucket. */
  ticks: string[]
  peak: string | null
}

export function prepareVolume(timeseries: Timeseries, timeZone: string): VolumeChartSpec {
  const { points } = timeseries
  const unit = UNIT_WORDS[timeseries.unit]
  const flagged = points.map((point) => point.flagged)
  const prepared = points.map((point) => ({
    key: point.from,
    label: bucketLabel(point.from, timeseries.unit, timeZone),
    href: investigateHref({ from: point.from, to: point.to }),
    transactions: formatCount(point.transactions),
    flagged: formatCount(point.flagged),
    words: `${formatCounted(point.transactions, 'transaction')}, ${formatCounted(point.flagged, 'alert')}`,
    share: shareWords(point.flagged_share),
  }))
  const peak = flagged.indexOf(greatestOf(flagged))
  return {
    unit,
    strips: [
      strip(
        `Transactions per ${unit}`,
        points.map(({ transactions }) => transactions),
        formatCount,
        'muted',
      ),
      strip(`Alerts per ${unit}`, flagged, formatCount, 'accent'),
      strip(
        'Share of alerts',
        points.map(({ flagged_share }) => flagged_share),
        formatProbability,
        'second',
      ),
    ],
    buckets: prepared,
    ticks: [0, Math.floor((prepared.length - 1) / 2), prepared.length - 1].map(
      (i) => prepared[i]?.label ?? '',
    ),
    peak:
      greatestOf(flagged) === 0 ? null : `Most alerts: ${prepared[peak]?.flagged} (${prepared[peak]?.label})`,
  }
}

export const shareWords = (share: number | null): string =>
  share === null ? 'none' : formatProbability(share)

function strip(
  label: string,
  values: (number | null)[],
  format: (value: number) => string,
  tone: VolumeStrip['tone'],
): VolumeStrip {
  const greatest = greatestOf(values)
  return { label, values, greatest, most: `at most ${format(greatest)}`, tone }
}

const greatestOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((greatest, value) => Math.max(greatest, value ?? 0), 0)
