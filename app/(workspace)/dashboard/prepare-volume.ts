import { formatCount, formatCounted } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import { flaggedShare } from '@/lib/desk/dashboard/schema'
import type { Activity } from '@/lib/desk/dashboard/schema'
import { bucketLabel, UNIT_WORDS } from './period-words'

/** Volume, alerts and their share over time, with units, order and gaps decided. Pure. */
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
  /** Both of them. */
  words: string
  share: string
}

export interface VolumeChartSpec {
  unit: string
  strips: VolumeStrip[]
  buckets: VolumeBucket[]
  /** Names of the first, the middle and the last bucket. */
  ticks: string[]
  peak: string | null
}

export function prepareVolume({ buckets, period }: Activity, timeZone: string): VolumeChartSpec {
  const unit = UNIT_WORDS[period.unit]
  const totals = buckets.map(({ transactions }) => transactions)
  const flagged = buckets.map((bucket) => bucket.flagged)
  const shares = buckets.map(flaggedShare)
  const prepared = buckets.map((bucket, i) => ({
    key: bucket.from,
    label: bucketLabel(bucket.from, period.unit, timeZone),
    href: investigateHref({ from: bucket.from, to: bucket.to }),
    transactions: formatCount(bucket.transactions),
    flagged: formatCount(bucket.flagged),
    words: `${formatCounted(bucket.transactions, 'transaction')}, ${formatCounted(bucket.flagged, 'alert')}`,
    share: shareWords(shares[i] ?? null),
  }))
  const peak = flagged.indexOf(greatestOf(flagged))
  return {
    unit,
    strips: [
      strip(`Transactions per ${unit}`, totals, formatCount, 'muted'),
      strip(`Alerts per ${unit}`, flagged, formatCount, 'accent'),
      strip('Share of alerts', shares, formatProbability, 'second'),
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
