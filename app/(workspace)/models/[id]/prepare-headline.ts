import { formatCount, formatRange, formatShare, formatStretch } from '@/components/fraud/format-metrics'
import type { ModelReport } from '@/lib/governance/models/schema'

/** The evaluation in one sentence: test slice, detection rate, interval. Figures use no-break spaces. */
export function prepareHeadline(report: ModelReport): string {
  const { from, to, rows, frauds } = testSliceOf(report)
  const unseen = `On ${formatStretch(from, to)} that it had not seen`
  const recall = report.headline.recallAtFpr0001
  if (!recall) {
    return `${unseen} there were ${formatCount(frauds)} frauds in ${formatCount(rows)} payments: too few to say how many it finds at 1\u00a0false alarm per 1,000.`
  }
  const { value, low, high } = recall
  const interval =
    low === null || high === null ? '' : ` (95\u00a0% interval ${formatRange(low, high, formatShare)})`
  return `${unseen}, it finds ${formatShare(value)} of the frauds at 1\u00a0false alarm per 1,000 genuine payments${interval}.`
}

export function testSliceOf(report: ModelReport): ModelReport['slices'][number] {
  const slice = report.slices.find(({ name }) => name === 'test')
  if (!slice) throw new Error('a report without a test slice')
  return slice
}
