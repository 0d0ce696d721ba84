import type { z } from 'zod'
import type { CappedCount } from '@/lib/contract/capped-count'
import type {
  heatmapResponse,
  kpisResponse,
  periodResponse,
  placesResponse,
  sparklineResponse,
  timeseriesResponse,
  typeBreakdownResponse,
} from './responses'
import { flaggedShare, leadingType, weekGrid } from './figures'
import type { Activity, Period, Places, Posture } from './schema'

/** From the domain's shapes to the names of the contract. */
export const presentPeriod = ({ asked, span, from, to }: Period): z.input<typeof periodResponse> => ({
  asked,
  shown: span,
  from,
  to,
})

export const presentKpis = (
  { period, currency, totals, flaggedAmount, otherBlocked, bands, types }: Activity,
  openAlerts: CappedCount,
  posture: Posture,
): z.input<typeof kpisResponse> => ({
  period: presentPeriod(period),
  currency,
  open_alerts: openAlerts,
  transactions: totals.transactions,
  flagged: totals.flagged,
  blocked: totals.blocked,
  blocked_amount: totals.blockedAmount,
  blocked_in_other_currencies: otherBlocked,
  flagged_amount: flaggedAmount,
  average_score: totals.averageScore,
  by_band: bands,
  posture: {
    level: posture.level,
    flagged_expected: posture.expected,
    usual_from: posture.usual?.low ?? null,
    usual_to: posture.usual?.high ?? null,
    leading_type: leadingType(types),
  },
})

export const presentSparkline = ({ period, buckets }: Activity): z.input<typeof sparklineResponse> => ({
  period: presentPeriod(period),
  average_scores: buckets.map(({ averageScore }) => averageScore),
})

export const presentTimeseries = (activity: Activity): z.input<typeof timeseriesResponse> => ({
  period: presentPeriod(activity.period),
  unit: activity.period.unit,
  currency: activity.currency,
  points: activity.buckets.map((bucket) => ({
    from: bucket.from,
    to: bucket.to,
    transactions: bucket.transactions,
    flagged: bucket.flagged,
    flagged_share: flaggedShare(bucket),
    blocked: bucket.blocked,
    blocked_amount: bucket.blockedAmount,
    average_score: bucket.averageScore,
  })),
})

export const presentHeatmap = (activity: Activity, timeZone: string): z.input<typeof heatmapResponse> => ({
  period: presentPeriod(activity.period),
  time_zone: timeZone,
  cells: weekGrid(activity.week)
    .flat()
    .map((cell) => ({ ...cell, flagged_share: flaggedShare(cell) })),
})

export const presentTypeBreakdown = ({ period, types }: Activity): z.input<typeof typeBreakdownResponse> => ({
  period: presentPeriod(period),
  types: types.map(({ expectedLoss, ...row }) => ({ ...row, expected_loss: expectedLoss })),
})

export const presentPlaces = ({
  period,
  currency,
  places,
  unplaced,
}: Places): z.input<typeof placesResponse> => ({
  period: presentPeriod(period),
  currency,
  places: places.map((place) => ({ ...place, flagged_share: flaggedShare(place) })),
  unplaced,
})
