import type { PlotSpec } from '@/components/charts/plot-spec'
import { linearScale, logScale, type Scale } from '@/components/charts/scales'
import type { ModelReport } from '@/lib/governance/models/schema'

export type ReliabilityBin = ModelReport['calibration']['reliability'][number]

export interface ReliabilityView {
  label: string
  spec: PlotSpec
  bins: ReliabilityBin[]
}

/** The lowest score on a logarithmic axis. */
const FLOOR = 1e-6

/**
 * Predicted against observed rates, three times: all scores on linear axes and on logarithmic ones, and the highest 1 %
 * separately. Bins with less than half as many rows as the largest belong to that 1 %.
 */
export function prepareReliability(bins: readonly ReliabilityBin[]): ReliabilityView[] {
  const known = bins.filter(({ rows }) => rows > 0)
  if (known.length === 0) return []
  const most = Math.max(...known.map(({ rows }) => rows))
  const coarse = known.filter(({ rows }) => rows * 2 >= most)
  const fine = known.filter(({ rows }) => rows * 2 < most)
  const all = [
    view('All scores', 'all scores', [...coarse, ...fine], linear),
    view('Logarithmic', 'all scores, logarithmic axes', [...coarse, ...fine], logarithmic),
  ]
  return fine.length === 0 ? all : [...all, view('Top 1 %', 'the highest 1 % of the scores', fine, linear)]
}

function view(
  label: string,
  what: string,
  bins: ReliabilityBin[],
  scaleOf: (bins: ReliabilityBin[]) => Scale,
): ReliabilityView {
  const scale = scaleOf(bins)
  const spec: PlotSpec = {
    title: `Reliability, ${what}`,
    description: `Fraud rate over mean score in ${bins.length} bins with 95 % intervals; on the diagonal the scores are accurate.`,
    x: { label: 'mean score', ticks: scale.ticks },
    y: { label: 'fraud rate', ticks: scale.ticks },
    lines: [
      {
        label: 'perfect',
        tone: 'muted',
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    dots: {
      label: 'bin with 95 % interval',
      tone: 'accent',
      items: bins.map(({ meanScore, fraudRate, low, high }) => ({
        x: scale.place(meanScore),
        y: scale.place(fraudRate),
        low: low === null ? null : scale.place(low),
        high: high === null ? null : scale.place(high),
      })),
    },
  }
  return { label, spec, bins }
}

const largest = (bins: readonly ReliabilityBin[]): number =>
  Math.max(...bins.flatMap(({ meanScore, fraudRate, high }) => [meanScore, fraudRate, high ?? 0]))

/** Both axes have the same scale, so that calibration is the diagonal. */
const linear = (bins: ReliabilityBin[]): Scale => linearScale(0, largest(bins), percent)

function logarithmic(bins: ReliabilityBin[]): Scale {
  const smallest = Math.min(...bins.map(({ meanScore }) => meanScore))
  return logScale(Math.max(FLOOR, smallest), Math.max(FLOOR, largest(bins)), percent)
}

const percent = (value: number): string => `${Number((value * 100).toPrecision(3))} %`
