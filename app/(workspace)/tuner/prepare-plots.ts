import { type PlotGuide, type PlotLine, type PlotSpec, thinPoints } from '@/components/charts/plot-spec'
import { linearScale, logScale, type Scale } from '@/components/charts/scales'
import { formatSum } from '@/components/fraud/format-metrics'
import { formatThreshold } from '@/components/fraud/format-numbers'
import type { TunerFigures } from '@/lib/governance/tuner/schema'

const DRAWN = 240
/** In force, recommended, preview. */
const GUIDE_ROWS = 3

/** The lowest threshold on the axis, in powers of ten; lower where a mark lies there. */
const USUAL_DECADE = -4

/** The figures of the sources that have them. */
export interface Curves {
  testSlice: readonly TunerFigures[] | null
  own: readonly TunerFigures[] | null
}

/** Thresholds that are marked on the plots. */
export interface Marks {
  inForce: number
  recommended: number | null
  preview: number
}

/** The exponent of ten at the left end of the axis. */
export const lowestDecade = ({ inForce, recommended }: Marks): number =>
  Math.min(USUAL_DECADE, ...[inForce, recommended ?? 1].map((mark) => Math.floor(Math.log10(mark) + 1e-9)))

/** A threshold as text: small ones by their leading digits. */
export const thresholdText = (threshold: number): string =>
  threshold >= 0.01 ? formatThreshold(threshold) : String(Number(threshold.toPrecision(3)))

const thresholdScale = (decade: number): Scale =>
  logScale(10 ** decade, 1, (value) => String(Number(value.toPrecision(1))))

/** Money saved a day over the threshold; what loses more than a quarter of the best is left out. */
export function prepareMoney(curves: Curves, marks: Marks, currency: string): PlotSpec {
  const x = thresholdScale(lowestDecade(marks))
  const sums = [curves.testSlice, curves.own]
    .flatMap((all) => all ?? [])
    .flatMap(({ savedPerDay }) => savedPerDay ?? [])
  const most = Math.max(1, ...sums)
  const floor = -most / 4
  const y = linearScale(floor, most, formatSum)
  const shown = ({ savedPerDay }: TunerFigures) =>
    savedPerDay === null || savedPerDay < floor ? null : savedPerDay
  return {
    title: 'Money saved a day',
    description: 'Money saved a day over approving every payment, for each review threshold.',
    x: { label: 'review threshold (score)', ticks: x.ticks },
    y: { label: `${currency} saved a day`, ticks: y.ticks },
    lines: sourceLines(curves, shown, x, y),
    guides: guidesOf(marks, x),
    guideRows: GUIDE_ROWS,
  }
}

/** Alerts a day over the threshold, with the capacity of the reviewers. */
export function prepareAlerts(curves: Curves, marks: Marks, capacity: number): PlotSpec {
  const x = thresholdScale(lowestDecade(marks))
  const highest = [curves.testSlice, curves.own].map((all) => all?.[0]?.alertsPerDay ?? 0)
  const y = logScale(1, Math.max(10, capacity, ...highest), formatSum)
  return {
    title: 'Alerts a day',
    description: 'Alerts a day for each review threshold, and the alerts that the reviewers work off.',
    x: { label: 'review threshold (score)', ticks: x.ticks },
    y: { label: 'alerts a day', ticks: y.ticks },
    lines: sourceLines(curves, ({ alertsPerDay }) => alertsPerDay, x, y),
    guides: [
      ...guidesOf(marks, x),
      { axis: 'y', at: y.place(capacity), label: `capacity ${formatSum(capacity)}` },
    ],
    guideRows: GUIDE_ROWS,
  }
}

/** Precision over the threshold, or recall. */
export function prepareRate(curves: Curves, marks: Marks, rate: 'precision' | 'recall'): PlotSpec {
  const x = thresholdScale(lowestDecade(marks))
  const y = linearScale(0, 1, (value) => `${Math.round(value * 100)} %`)
  const meaning =
    rate === 'precision' ? 'flagged payments that are known frauds' : 'known frauds that are flagged'
  return {
    title: rate === 'precision' ? 'Precision' : 'Recall',
    description: `Share of ${meaning}, for each review threshold.`,
    x: { label: 'review threshold (score)', ticks: x.ticks },
    y: { label: meaning, ticks: y.ticks },
    lines: sourceLines(curves, (figures) => figures[rate], x, y),
    guides: guidesOf(marks, x),
    guideRows: GUIDE_ROWS,
  }
}

function sourceLines(
  { testSlice, own }: Curves,
  valueOf: (figures: TunerFigures) => number | null,
  x: Scale,
  y: Scale,
): PlotLine[] {
  const line = (label: string, tone: PlotLine['tone'], all: readonly TunerFigures[]): PlotLine => {
    const known = all.flatMap((figures) => {
      const value = valueOf(figures)
      return value === null || x.place(figures.threshold) <= 0 ? [] : [[figures.threshold, value] as const]
    })
    const points = thinPoints(known, DRAWN).map(([at, value]) => [x.place(at), y.place(value)] as const)
    return { label, tone, points }
  }
  const lines: PlotLine[] = []
  if (own) lines.push(line('your own traffic', 'accent', own))
  if (testSlice) lines.push(line('test slice of the model', 'second', testSlice))
  return lines
}

function guidesOf({ inForce, recommended, preview }: Marks, x: Scale): PlotGuide[] {
  const guides: PlotGuide[] = [guideAt('in force', inForce, x)]
  if (recommended !== null) guides.push(guideAt('recommended', recommended, x))
  if (preview !== inForce && preview !== recommended) guides.push(guideAt('preview', preview, x))
  return guides
}

const guideAt = (label: string, threshold: number, x: Scale): PlotGuide => ({
  axis: 'x',
  at: x.place(threshold),
  label: `${label} ${thresholdText(threshold)}`,
})
