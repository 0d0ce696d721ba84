import { thinPoints } from '@/components/charts/plot-spec'
import type { ThresholdCurves } from '@/lib/governance/models/schema'

/** As many points as a pointer can distinguish. */
const DRAWN = 240
export const LOWEST_THRESHOLD = 1e-4
const PER_ROWS = 1_000

/** The results of one review threshold on the slice; shares from 0 to 1. Null where the denominator is zero. */
export interface ThresholdPoint {
  threshold: number
  /** Alerts per 1,000 payments. */
  alertsPerThousand: number
  flagged: number
  caught: number | null
  caughtAmount: number | null
  precision: number | null
}

/** The points of the interactive chart, by ascending threshold as in the bundle. */
export function prepareThresholdChart(curves: ThresholdCurves): ThresholdPoint[] {
  const points = curves.points.filter(({ threshold }) => threshold >= LOWEST_THRESHOLD)
  return thinPoints(points, DRAWN).map((point) => {
    const flagged = share(point.flagged, curves.rows) ?? 0
    return {
      threshold: point.threshold,
      alertsPerThousand: flagged * PER_ROWS,
      flagged,
      caught: share(point.caught, curves.frauds),
      caughtAmount: share(point.caughtAmount, curves.fraudAmount),
      precision: share(point.caught, point.flagged),
    }
  })
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
