import type { Estimate } from '@/lib/governance/models/schema'
import { DAY_MS } from '@/lib/platform/time'

/** Formats the figures of an evaluation: metrics, shares, intervals, counts, durations. */

const MINUS = '\u2212'
const EN_DASH = '\u2013'

/** A metric between -1 and 1 to three digits: '0.731'. */
export const formatMetric = (value: number, decimals = 3): string => {
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text
}

/** A share in per cent: '62 %', '4.1 %', '0.38 %'; never rounded to 0 % or 100 %. Uses a no-break space. */
export function formatShare(share: number): string {
  return `${percentOf(share)}\u00a0%`
}

function percentOf(share: number): string {
  const percent = share * 100
  if (percent === 0) return '0'
  if (percent < 0.01) return '<0.01'
  if (percent === 100) return '100'
  if (percent > 99.99) return '>99.99'
  if (percent > 99) return percent.toFixed(2)
  return percent.toFixed(percent >= 10 ? 0 : percent >= 1 ? 1 : 2)
}

/** '0.58 – 0.66', both ends in the same format, without a line break. */
export const formatRange = (low: number, high: number, format: (value: number) => string): string =>
  `${format(low)}\u00a0${EN_DASH} ${format(high)}`

/** '1,031,926' */
export const formatCount = (value: number): string => whole.format(value)

/** A sum of money without decimals below a million, else to three digits: '12,480', '1.23M'. */
export const formatSum = (value: number): string => {
  const text = Math.abs(value) < 1e6 ? whole.format(Math.abs(value)) : compact.format(Math.abs(value))
  return value < 0 && text !== '0' ? `${MINUS}${text}` : text
}

/** '4 weeks' for whole weeks from two, else '17 days'. */
export function formatStretch(fromIso: string, toIso: string): string {
  const days = Math.max(1, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / DAY_MS))
  if (days >= 14 && days % 7 === 0) return `${days / 7} weeks`
  return days === 1 ? '1 day' : `${days} days`
}

/** The first characters of a hash, enough to distinguish two. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

/** `1 alert`, `2,300 alerts`. */
export const formatCounted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`

/** '0.71 – 0.75', or null without an interval. */
export function intervalOf(estimate: Estimate, format: (value: number) => string): string | null {
  if (!estimate || estimate.low === null || estimate.high === null) return null
  return formatRange(estimate.low, estimate.high, format)
}
