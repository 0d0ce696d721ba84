import { type PlotGuide, type PlotLine, type PlotSpec, thinPoints } from '@/components/charts/plot-spec'
import { linearScale, logScale, type Scale } from '@/components/charts/scales'
import { formatSum } from '@/components/fraud/format-metrics'
import { formatThreshold } from '@/components/fraud/format-numbers'
import type { BundleDocuments, ModelReport, ThresholdCurves } from '@/lib/governance/models/schema'
import { testSliceOf } from './prepare-headline'

const DRAWN = 200
const LOWEST_THRESHOLD = 1e-4
const PER_ROWS = 1_000

type Thresholds = BundleDocuments['thresholds']

/** The costs behind net savings, as text. */
export function costsInWords({ costPerReview, costPerMissed, currency }: ModelReport['savings']): string {
  const missed =
    costPerMissed === 'amount'
      ? 'a missed fraud costs its amount'
      : `a missed fraud costs ${costPerMissed} ${currency}`
  return `A review costs ${costPerReview} ${currency}, ${missed}. Net savings are what the frauds caught would have cost, less the reviews.`
}

/**
 * Net savings per 1,000 payments over the threshold: on the slice that the thresholds were chosen on, and on the later
 * test slice. Where the two lines diverge, the choice did not hold.
 */
export function prepareSavings(
  report: ModelReport,
  curves: ThresholdCurves | null,
  thresholds: Thresholds,
): PlotSpec {
  const later = perRows(report.savings.points, testSliceOf(report).rows)
  const chosen = curves ? perRows(curves.points, curves.rows) : []
  const most = Math.max(0, ...[...later, ...chosen].map(({ sum }) => sum))
  // Omits thresholds that review nearly everything: their losses would flatten the curve.
  const floor = -most / 4
  const isShown = ({ sum }: Sum) => sum >= floor
  const x = logScale(LOWEST_THRESHOLD, 1, (value) => String(Number(value.toPrecision(1))))
  const y = linearScale(floor, most, formatSum)
  return {
    title: 'Net savings by threshold',
    description:
      'Net savings per 1,000 payments for each review threshold; thresholds that lose more than a quarter of the best are left out.',
    x: { label: 'review threshold (score)', ticks: x.ticks },
    y: { label: 'net savings per 1,000 payments', ticks: y.ticks },
    lines: [
      lineOf('test slice, unseen', 'accent', later.filter(isShown), x, y),
      ...(curves ? [lineOf('slice it was chosen on', 'second', chosen.filter(isShown), x, y)] : []),
    ],
    guides: guidesOf(thresholds, x),
  }
}

/** The caught and flagged shares of each threshold on the slice that thresholds were chosen on. */
export function prepareThresholds(curves: ThresholdCurves, thresholds: Thresholds): PlotSpec {
  const x = logScale(LOWEST_THRESHOLD, 1, (value) => String(Number(value.toPrecision(1))))
  const y = linearScale(0, 1, (value) => `${Math.round(value * 100)} %`)
  const points = thinPoints(
    curves.points.filter(({ threshold }) => threshold >= LOWEST_THRESHOLD),
    DRAWN,
  )
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  const line = (label: string, tone: PlotLine['tone'], of: (point: (typeof points)[number]) => number) => ({
    label,
    tone,
    points: points.map((point) => [x.place(point.threshold), y.place(of(point))] as const),
  })
  return {
    title: 'What a threshold catches',
    description: 'Share of frauds, of fraud money and of all payments at or above each threshold.',
    x: { label: 'review threshold (score)', ticks: x.ticks },
    y: { label: 'share at or above the threshold', ticks: y.ticks },
    lines: [
      line('frauds', 'accent', ({ caught }) => share(caught, curves.frauds)),
      line('fraud money', 'second', ({ caughtAmount }) => share(caughtAmount, curves.fraudAmount)),
      line('all payments', 'muted', ({ flagged }) => share(flagged, curves.rows)),
    ],
    guides: guidesOf(thresholds, x),
  }
}

interface Sum {
  threshold: number
  sum: number
}

const perRows = (points: readonly { threshold: number; netSavings: number }[], rows: number): Sum[] =>
  points
    .filter(({ threshold }) => threshold >= LOWEST_THRESHOLD)
    .map(({ threshold, netSavings }) => ({ threshold, sum: rows === 0 ? 0 : (netSavings / rows) * PER_ROWS }))

const lineOf = (label: string, tone: PlotLine['tone'], sums: Sum[], x: Scale, y: Scale): PlotLine => ({
  label,
  tone,
  points: thinPoints(sums, DRAWN).map(({ threshold, sum }) => [x.place(threshold), y.place(sum)] as const),
})

const guidesOf = ({ review, block }: Thresholds, x: Scale): PlotGuide[] => [
  { axis: 'x', at: x.place(review), label: `review ${formatThreshold(review)}` },
  { axis: 'x', at: x.place(block), label: `block ${formatThreshold(block)}` },
]
