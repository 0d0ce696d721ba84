import { type PlotSpec, thinPoints } from '@/components/charts/plot-spec'
import { linearScale, logScale } from '@/components/charts/scales'
import { formatShare } from '@/components/fraud/format-metrics'
import type { Estimate, ModelReport } from '@/lib/governance/models/schema'
import { testSliceOf } from './prepare-headline'

const DRAWN = 200
/** The smallest reviewed share on the axis: one in 100,000. */
const SMALLEST_SHARE = 1e-5

const percent = (value: number): string => `${Number((value * 100).toPrecision(3))} %`

/** Precision over recall, with the two thresholds of the bundle and the precision of guessing. */
export function preparePrecisionRecall(report: ModelReport): PlotSpec {
  const scale = linearScale(0, 1, percent)
  const { rows, frauds } = testSliceOf(report)
  const { reviewPrecision, reviewRecall, blockPrecision, blockRecall } = report.headline
  const points = thinPoints(report.curves.precisionRecall, DRAWN)
  return {
    title: 'Precision and recall',
    description: 'How many of the flagged payments are fraud, over how many of the frauds are flagged.',
    x: { label: 'recall: frauds found', ticks: scale.ticks },
    y: { label: 'precision: flagged payments that are fraud', ticks: scale.ticks },
    lines: [
      { label: 'this model', tone: 'accent', points: points.map(([x, y]) => [x, y] as const) },
      {
        label: `guessing (${formatShare(rows === 0 ? 0 : frauds / rows)})`,
        tone: 'muted',
        points: [
          [0, rows === 0 ? 0 : frauds / rows],
          [1, rows === 0 ? 0 : frauds / rows],
        ],
      },
    ],
    dots: {
      label: 'review and block threshold',
      tone: 'second',
      items: [dotAt(reviewRecall, reviewPrecision), dotAt(blockRecall, blockPrecision)].flat(),
    },
  }
}

const dotAt = (x: Estimate, y: Estimate) =>
  x && y ? [{ x: x.value, y: y.value, low: y.low, high: y.high }] : []

/** The share of frauds, and of their amount, that a review of the highest scores catches. */
export function prepareGain({ curves }: ModelReport): PlotSpec {
  const x = logScale(SMALLEST_SHARE, 1, percent)
  const y = linearScale(0, 1, percent)
  const points = thinPoints(
    curves.gain.filter(([reviewed]) => reviewed >= SMALLEST_SHARE),
    DRAWN,
  )
  return {
    title: 'Gain',
    description: 'Share of frauds and of fraud money caught when the highest scores are reviewed.',
    x: { label: 'share of payments reviewed, highest scores first', ticks: x.ticks },
    y: { label: 'share caught', ticks: y.ticks },
    lines: [
      { label: 'frauds', tone: 'accent', points: points.map(([at, count]) => [x.place(at), count] as const) },
      {
        label: 'fraud money',
        tone: 'second',
        points: points.map(([at, , money]) => [x.place(at), money] as const),
      },
      { label: 'guessing', tone: 'muted', points: points.map(([at]) => [x.place(at), at] as const) },
    ],
  }
}
